package org.hypercolumn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Limits;

/**
 * How a run that was made again compares with the first: file by file, every byte. What holds times and machines, run.json, is
 * left out.
 *
 * @param files how many were compared
 * @param differences one part of a sentence for each file that is not the same; empty if all are
 */
public record Reproduction(int files, List<String> differences) {

    private static final List<String> RESULTS =
            List.of("scores.csv", "neurons.csv", "log.jsonl", "models", "predictions", "tables");
    private static final Set<String> SUFFIXES = Set.of("csv", "jsonl", "safetensors", "npz", "md", "tex");

    /** Files of rows, of which a run of some neurons has those of its neurons. */
    private static final List<String> ROWS = List.of("scores.csv", "neurons.csv");

    public Reproduction {
        differences = List.copyOf(differences);
    }

    /**
     * Compares all results of two run folders.
     *
     * @throws IOException if a file cannot be read
     */
    public static Reproduction of(Path first, Path again) throws IOException {
        Set<String> names = new TreeSet<>(results(first));
        names.addAll(results(again));
        return of(first, again, names);
    }

    /**
     * Compares the models of a run that was made again for some of its neurons, and those neurons' rows of scores.csv and
     * neurons.csv.
     *
     * @throws IOException if a file cannot be read
     */
    public static Reproduction ofSome(Path first, Path again) throws IOException {
        List<String> models = results(again).stream()
                .filter(name -> name.startsWith("models"))
                .toList();
        Reproduction ofModels = of(first, again, models);
        List<String> differences = new ArrayList<>(ofModels.differences());
        for (String name : ROWS) {
            List<String> rows = rows(first.resolve(name));
            for (String row : rows(again.resolve(name))) {
                if (!rows.contains(row)) {
                    differences.add("%s has no row %s".formatted(name, row));
                }
            }
        }
        return new Reproduction(ofModels.files() + ROWS.size(), differences);
    }

    private static List<String> rows(Path file) throws IOException {
        return Files.exists(file)
                ? DataFile.text(file, Limits.MOST_TEXT_BYTES).lines().toList()
                : List.of();
    }

    private static Reproduction of(Path first, Path again, Iterable<String> names) throws IOException {
        List<String> differences = new ArrayList<>();
        int files = 0;
        for (String name : names) {
            files++;
            Path one = first.resolve(name);
            Path other = again.resolve(name);
            if (!Files.exists(one)) {
                differences.add(name + " was not there");
            } else if (!Files.exists(other)) {
                differences.add(name + " is not made");
            } else {
                long at = Files.mismatch(one, other);
                if (at >= 0) {
                    differences.add(String.format(Locale.ROOT, "%s differs from byte %d on", name, at));
                }
            }
        }
        return new Reproduction(files, differences);
    }

    /** Not what a user or a system has put beside, such as a table made into a PDF. */
    private static boolean isResult(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && !name.startsWith(".")
                && SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** The files of results in a run folder, relative to it, in order. */
    private static List<String> results(Path run) throws IOException {
        List<String> names = new ArrayList<>();
        for (String result : RESULTS) {
            Path path = run.resolve(result);
            if (Files.exists(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    files.filter(Reproduction::isResult)
                            .map(file -> run.relativize(file).toString())
                            .sorted()
                            .forEach(names::add);
                }
            }
        }
        return names;
    }
}
