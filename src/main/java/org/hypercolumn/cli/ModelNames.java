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

/** Models as a command line names them: ids, and YAML files of a user's own. */
final class ModelNames {

    private ModelNames() {}

    /** The architectures of a comma-separated list, each once. */
    static List<Architecture> list(String names) throws IOException {
        Set<Architecture> architectures = new LinkedHashSet<>();
        for (String name : names.split(",", -1)) {
            architectures.add(one(name.strip()));
        }
        return new ArrayList<>(architectures);
    }

    /** The architecture of an id, or of a file where the name is that of one. */
    static Architecture one(String name) throws IOException {
        boolean isFile = name.endsWith(".yaml") || name.endsWith(".yml") || name.contains("/");
        return isFile ? ArchitectureFile.read(Path.of(name)) : Presets.of(name);
    }
}
