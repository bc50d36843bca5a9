package org.hypercolumn.cli;

import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Set;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.data.VisibleText;
import picocli.CommandLine.ExitCode;
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
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        String message = String.valueOf(wrong.getMessage());
        return message.contains(InvalidPathException.class.getName())
                ? Failure.line(new InvalidPathException(String.valueOf(wrong.getValue()), "it has other characters"))
                : Failure.abridged(message);
    }

    private static String unmatched(UnmatchedArgumentException wrong) {
        String first = wrong.getUnmatched().get(0);
        Set<String> commands = wrong.getCommandLine().getSubcommands().keySet();
        if (!commands.isEmpty() && !first.startsWith("-")) {
            return "there is no command '%s'%s".formatted(first, EditDistance.hint(first, List.copyOf(commands)));
        }
        List<String> near = wrong.getSuggestions();
        String suggestion = near.isEmpty() ? "" : "; did you mean %s?".formatted(String.join(" or ", near));
        return wrong.getMessage() + suggestion;
    }
}
