package org.hypercolumn.cli;

import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.data.VisibleText;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line. */
final class WrongUsage {

    private WrongUsage() {}

    /** Prints what is wrong, and where to read what is right, to the standard error stream; the exit code. */
    static int report(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println("hypercolumn: " + VisibleText.line(problem(wrong)));
        System.err.println("Try '" + command + " --help'.");
        return ExitCode.USAGE;
    }

    private static String problem(ParameterException wrong) {
        // what an option misspelt leaves unsaid is reported as missing
        List<String> left = wrong instanceof MissingParameterException
                ? wrong.getCommandLine().getUnmatchedArguments()
                : List.of();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getCommandLine(), unmatched.getUnmatched());
        }
        if (left.stream().anyMatch(argument -> argument.startsWith("-"))) {
            return unmatched(wrong.getCommandLine(), left);
        }
        String message = String.valueOf(wrong.getMessage());
        return message.contains(InvalidPathException.class.getName())
                ? Failure.line(new InvalidPathException(String.valueOf(wrong.getValue()), "it has other characters"))
                : Failure.abridged(
                        message.replaceFirst("is not an? (?:int|long)$", "is not a whole number within range")
                                .replaceFirst("is not a double$", "is not a number"));
    }

    private static String unmatched(CommandLine command, List<String> arguments) {
        String first = arguments.get(0);
        Set<String> commands = command.getSubcommands().keySet();
        Optional<String> option =
                arguments.stream().filter(argument -> argument.startsWith("-")).findFirst();
        if (option.isPresent()) {
            List<String> options = command.getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .toList();
            return "there is no option '%s'%s".formatted(option.get(), EditDistance.hint(option.get(), options));
        }
        return commands.isEmpty()
                ? "one argument too many: '%s'; a path with spaces needs quotation marks".formatted(first)
                : "there is no command '%s'%s".formatted(first, EditDistance.hint(first, List.copyOf(commands)));
    }
}
