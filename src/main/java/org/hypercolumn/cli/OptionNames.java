package org.hypercolumn.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** Options that take one thing in some commands and several in others: the singular and the plural mean the same everywhere. */
final class OptionNames {

    private static final List<String> SINGULARS = List.of("model", "neuron", "share", "seed", "metric");

    private OptionNames() {}

    /** The arguments as the command knows them: {@code --models} becomes {@code --model} where only that is an option. */
    static String[] known(CommandLine program, String... arguments) {
        Map<String, CommandLine> commands = program.getSubcommands();
        if (arguments.length == 0 || !commands.containsKey(arguments[0])) {
            return arguments.clone();
        }
        Set<String> options =
                commands.get(arguments[0]).getCommandSpec().optionsMap().keySet();
        String[] known = arguments.clone();
        for (int i = 1; i < known.length && !known[i].equals("--"); i++) {
            if (known[i].startsWith("--")) {
                int end = known[i].indexOf('=') < 0 ? known[i].length() : known[i].indexOf('=');
                known[i] = known(known[i].substring(0, end), options) + known[i].substring(end);
            }
        }
        return known;
    }

    /** The name itself, or its singular or plural if that is known and the name is not; with or without dashes. */
    static String known(String name, Collection<String> names) {
        if (names.contains(name)) {
            return name;
        }
        for (String singular : SINGULARS) {
            String other = name.endsWith(singular + "s") ? name.substring(0, name.length() - 1) : name + "s";
            boolean isPair = name.replaceFirst("^--", "").matches(singular + "s?");
            if (isPair && names.contains(other)) {
                return other;
            }
        }
        return name;
    }
}
