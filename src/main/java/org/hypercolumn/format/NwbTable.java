package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/**
 * When which image was shown: a table of intervals, with a column that names the image, or an index series.
 *
 * <p>Immutable; times are in seconds.
 */
final class NwbTable {
    private static final String TABLE = "TimeIntervals";
    private static final String INDEX_SERIES = "IndexSeries";
    private static final Set<String> IMAGE_COLUMNS = Set.of(
            "image",
            "image_id",
            "image_index",
            "image_name",
            "stimulus",
            "stimulus_id",
            "stimulus_index",
            "stimulus_name",
            "frame",
            "frame_index",
            "template_index",
            "index");
    private static final Set<String> TIER_COLUMNS = Set.of("tier", "tiers", "split", "set", "subset", "partition");
    private static final Set<String> GROUP_COLUMNS = Set.of("group", "groups", "image_group");

    private final NwbObjects objects;
    private final String path;
    private final String images;

    private NwbTable(NwbObjects objects, String path, String images) {
        this.objects = objects;
        this.path = path;
        this.images = images;
    }

    /**
     * Finds the table or the series.
     *
     * @param said the column of images, or the index series; empty to be found out
     * @throws ArrayFormatException if there is none, or several could be meant
     */
    static NwbTable find(NwbObjects objects, Optional<String> said) throws IOException, ArrayFormatException {
        if (said.isPresent()) {
            String named = objects.tree().resolve(said.get()).orElse("");
            if (objects.is(named, INDEX_SERIES)) {
                return new NwbTable(objects, named, named + "/data");
            }
            String table = HdfTree.parent(named);
            if (!objects.isArray(named) || !isTable(objects, table)) {
                throw new ArrayFormatException(
                        "%s: expected a column of a table of intervals, or an index series, got %s"
                                .formatted(Excerpt.path(said.get()), named.isEmpty() ? "nothing" : "another object"));
            }
            return new NwbTable(objects, table, named);
        }
        List<NwbTable> found = new ArrayList<>();
        for (String series : objects.below("stimulus/presentation", INDEX_SERIES)) {
            found.add(new NwbTable(objects, series, series + "/data"));
        }
        List<String> tables = new ArrayList<>();
        List<String> endless = new ArrayList<>();
        for (String child : objects.tree().children("intervals")) {
            String table = objects.tree().resolve("intervals/" + child).orElse("");
            if (objects.isArray(table + "/start_time") && !objects.isArray(table + "/stop_time")) {
                endless.add(table);
            }
            if (isTable(objects, table) && !tables.contains(table) && !NwbRows.isInvalidTimes(child)) {
                tables.add(table);
                for (String column : columns(objects, table, IMAGE_COLUMNS)) {
                    found.add(new NwbTable(objects, table, table + "/" + column));
                }
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty() && !endless.isEmpty()) {
            throw new ArrayFormatException(
                    "expected tables of intervals with start_time and stop_time, got no stop_time in %s; write when each image went"
                            .formatted(objects.shown(endless)));
        }
        String candidates = found.isEmpty()
                ? (tables.isEmpty() ? "no such table" : "no such column in " + objects.shown(tables))
                        + " (stimulus/presentation: %s)".formatted(objects.shown(presented(objects)))
                : found.stream().map(each -> Excerpt.path(each.images)).collect(Collectors.joining(", "));
        throw new ArrayFormatException(
                "expected one table of intervals with a column such as image_index, or one IndexSeries, got %s; films are not read; say the column with --mapping (image_ids: intervals/TABLE/COLUMN)"
                        .formatted(candidates));
    }

    private static List<String> presented(NwbObjects objects) {
        return objects.tree().children("stimulus/presentation").stream()
                .map(child -> "stimulus/presentation/" + child)
                .toList();
    }

    private static boolean isTable(NwbObjects objects, String path) throws IOException {
        return !path.isEmpty()
                && (objects.is(path, TABLE) || path.startsWith("intervals/"))
                && objects.isArray(path + "/start_time")
                && objects.isArray(path + "/stop_time");
    }

    private static List<String> columns(NwbObjects objects, String table, Set<String> wanted) {
        return objects.tree().children(table).stream()
                .filter(wanted::contains)
                .filter(column -> objects.isArray(table + "/" + column))
                .toList();
    }

    /** How many rows it has. */
    int rows() throws IOException, ArrayFormatException {
        int[] sizes = objects.array(images).sizes();
        return sizes.length == 0 ? 1 : sizes[0];
    }

    /** Where the images that it speaks of are, if it says so. */
    Optional<String> indexed() {
        return List.of("indexed_images", "indexed_timeseries").stream()
                .flatMap(link -> objects.tree().resolve(path + "/" + link).stream())
                .findFirst();
    }

    /** The column that names the images. */
    String images() {
        return images;
    }

    /** The paths of the table's columns. */
    List<String> columns() {
        return objects.tree().children(path).stream()
                .map(child -> path + "/" + child)
                .filter(objects::isArray)
                .toList();
    }

    /**
     * When each image came and went, {@code [P][2]} in seconds; none where it must be inferred and nobody needs it.
     *
     * @param inferred whether it is needed, even if inferred
     * @param remarks written: what was inferred
     */
    double[][] times(int rows, boolean inferred, List<String> remarks) throws IOException, ArrayFormatException {
        if (!isSeries()) {
            return NwbPresentationTimes.ofTable(objects, path, rows);
        }
        return inferred ? NwbPresentationTimes.ofSeries(objects, path, rows, remarks) : new double[0][];
    }

    /** Whether it is an index series, which does not say when an image goes. */
    boolean isSeries() throws IOException {
        return objects.is(path, INDEX_SERIES);
    }

    String path() {
        return path;
    }

    /** The path of a table whose columns may reject rows; empty text for an index series. */
    String marked() throws IOException {
        return isSeries() ? "" : path;
    }

    /** The column that says the tier of each row; empty if none does. */
    Optional<String> tiers(Mapping mapping) throws ArrayFormatException {
        return column(mapping, Word.TIERS, TIER_COLUMNS);
    }

    /** The column that says which group the image of each row belongs to; empty if none does. */
    Optional<String> groups(Mapping mapping) throws ArrayFormatException {
        return column(mapping, Word.GROUPS, GROUP_COLUMNS);
    }

    private Optional<String> column(Mapping mapping, Word word, Set<String> wanted) throws ArrayFormatException {
        if (mapping.name(word).isPresent() || mapping.isNone(word)) {
            return mapping.name(word);
        }
        List<String> found = columns(objects, path, wanted);
        if (found.size() > 1) {
            throw new ArrayFormatException(
                    "expected one column of %1$s, got %2$s; say which with --mapping (%1$s: %3$s), or %1$s: none"
                            .formatted(word.id(), paths(found), Excerpt.path(path + "/" + found.get(0))));
        }
        return found.stream().map(column -> path + "/" + column).findFirst();
    }

    private String paths(List<String> columns) {
        return columns.stream().map(column -> Excerpt.path(path + "/" + column)).collect(Collectors.joining(", "));
    }
}
