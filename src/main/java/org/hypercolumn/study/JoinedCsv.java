package org.hypercolumn.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Limits;
import org.hypercolumn.train.RunFolder;

/**
 * A file of rows that every site's run has, as one: the same columns behind two that say the site and its animal, which is
 * empty where nobody said it. A neuron is known by site and id: equal ids of two sites are two neurons.
 */
final class JoinedCsv {

    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private JoinedCsv() {}

    /**
     * The text; empty if no site has the file yet.
     *
     * @throws BadDataFileException if a file is no CSV, or has other columns than the first
     */
    static Optional<String> of(List<SiteResults> sites, Function<RunFolder, Path> which) throws IOException {
        List<List<String>> joined = new ArrayList<>();
        for (SiteResults site : sites) {
            Path file = which.apply(site.folder());
            if (!Files.exists(file)) {
                continue;
            }
            List<List<String>> lines = read(file);
            List<String> head = prefixed("site", "animal", lines.get(0));
            if (joined.isEmpty()) {
                joined.add(head);
            } else if (!joined.get(0).equals(head)) {
                throw new BadDataFileException(
                        file, "has other columns than that of another site; " + RunFolder.REWRITE);
            }
            String name = site.site().name();
            String animal = site.site().animal().orElse("");
            lines.subList(1, lines.size()).forEach(line -> joined.add(prefixed(name, animal, line)));
        }
        return joined.isEmpty() ? Optional.empty() : Optional.of(TableCsv.text(joined));
    }

    private static List<String> prefixed(String first, String second, List<String> line) {
        List<String> prefixed = new ArrayList<>(List.of(first, second));
        prefixed.addAll(line);
        return prefixed;
    }

    private static List<List<String>> read(Path file) throws IOException {
        try (MappingIterator<List<String>> lines =
                CSV.readerForListOf(String.class).readValues(DataFile.text(file, Limits.MOST_TEXT_BYTES))) {
            List<List<String>> all = lines.readAll();
            if (!all.isEmpty()) {
                return all;
            }
        } catch (JsonProcessingException e) {
            throw new BadDataFileException(file, "expected CSV, got a damaged file; " + RunFolder.REWRITE, e);
        }
        throw new BadDataFileException(file, "expected CSV, got nothing; " + RunFolder.REWRITE);
    }
}
