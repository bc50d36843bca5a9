package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.ArchitectureFile;
import org.hypercolumn.model.Presets;
import org.hypercolumn.study.TableKind;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Models as a command line names them: ids, groups of them, and YAML files of a user's own. */
final class ModelNames {

    private ModelNames() {}

    /** The architectures of a comma-separated list, each once; groups stand for several. */
    static List<Architecture> list(String names) throws IOException {
        Set<Architecture> architectures = new LinkedHashSet<>();
        for (String name : names.split(",", -1)) {
            String stripped = name.strip();
            for (String id : group(stripped)) {
                architectures.add(one(id));
            }
        }
        return new ArrayList<>(architectures);
    }

    /** The paper's nine networks. */
    static List<Architecture> all() {
        return Presets.paper().stream().map(Presets::of).toList();
    }

    private static List<String> group(String name) {
        return switch (name) {
            case "all" -> Presets.paper();
            case "paper-1" -> TableKind.TABLE_1.models();
            case "paper-2" -> TableKind.TABLE_2.models();
            default -> List.of(name);
        };
    }

    /** The architecture of an id, or of a file where the name is that of one. */
    static Architecture one(String name) throws IOException {
        boolean isFile = name.endsWith(".yaml") || name.endsWith(".yml") || name.contains("/");
        return isFile ? ArchitectureFile.read(Path.of(name)) : Presets.of(name);
    }

    /**
     * {@link #list} of what a command line says.
     *
     * @throws ParameterException if a model is not known
     */
    static List<Architecture> list(CommandSpec command, String names) throws IOException {
        try {
            return list(names);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
