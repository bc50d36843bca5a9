package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.NpyArray;

/**
 * Leaves out the rows of a table, neurons or presentations, that its columns reject: {@code valid} that is false,
 * {@code quality} that is {@code noise}. A mapping may choose the column, or have none looked at.
 */
final class NwbMarks {
    private static final String UNDECIDED = "accepted"; // CaImAn writes false for all until somebody has decided
    private static final int MOST_WORDS = 6;

    private final NwbObjects objects;
    private final Kind kind;
    private final int[] rows;
    private final boolean[] out;
    private final List<String> remarks;

    private NwbMarks(NwbObjects objects, Kind kind, int[] rows, boolean[] out, List<String> remarks) {
        this.objects = objects;
        this.kind = kind;
        this.rows = rows;
        this.out = out;
        this.remarks = remarks;
    }

    /** What the rows are. */
    enum Kind {
        /** Rows of units or of a plane segmentation. */
        NEURONS(Word.VALID_NEURONS),
        /** Rows of a table of intervals. */
        PRESENTATIONS(Word.VALID_TRIALS);

        private final Word word;

        Kind(Word word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Leaves rows out.
     *
     * @param table path of the table; empty text if there is none
     * @param rows of the table that are looked at
     * @param out written: whether each of them is left out; those that are already are not counted again
     * @param remarks written: a sentence for each reason, with numbers
     */
    static void apply(
            NwbObjects objects,
            String table,
            Kind kind,
            int[] rows,
            Mapping mapping,
            boolean[] out,
            List<String> remarks)
            throws IOException, ArrayFormatException {
        NwbMarks marks = new NwbMarks(objects, kind, rows, out, remarks);
        Optional<String> said = mapping.name(kind.word);
        if (said.isPresent()) {
            marks.select(said.get());
        } else if (!table.isEmpty() && !mapping.isNone(kind.word)) {
            for (String column : objects.tree().children(table)) {
                marks.read(table + "/" + column, column.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Keeps what the mapping asks for: rows of a column that are true, or one of some values. */
    private void select(String said) throws IOException, ArrayFormatException {
        int equals = said.indexOf('=');
        String path = equals < 0 ? said : said.substring(0, equals).strip();
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Optional<List<String>> values = values(path);
        if (values.isEmpty()) {
            throw new ArrayFormatException("%s: expected a column with a value for each of the %s, got %s; check %s"
                    .formatted(
                            Excerpt.path(path),
                            kind,
                            objects.isArray(path) ? objects.array(path).shape() : "nothing",
                            kind.word.id()));
        }
        if (equals >= 0) {
            Set<String> wanted = Arrays.stream(said.substring(equals + 1).split(","))
                    .map(NwbMarks::plain)
                    .collect(Collectors.toSet());
            leaveOut(path, values.get(), value -> !wanted.contains(value));
        } else {
            leaveOut(path, truths(values.get()), Verdict.isRejecting(name) ? "true"::equals : "false"::equals);
        }
    }

    private void read(String path, String name) throws IOException, ArrayFormatException {
        boolean flag = Verdict.isAccepting(name) || Verdict.isRejecting(name);
        Optional<List<String>> values = flag || Verdict.isGrading(name) ? values(path) : Optional.empty();
        if (values.isEmpty()) {
            return;
        }
        List<String> all = values.get();
        if (flag && all.stream().allMatch(value -> isTrue(value) || isFalse(value) || value.isEmpty())) {
            if (name.equals(UNDECIDED) && all.stream().allMatch(NwbMarks::isFalse)) {
                remarks.add("all %d %s kept: %s is false for each, as where nobody has decided yet"
                        .formatted(rows.length, kind, Excerpt.path(path)));
            } else {
                leaveOut(path, truths(all), Verdict.isRejecting(name) ? "true"::equals : "false"::equals);
            }
        } else if (all.stream()
                .anyMatch(word -> Verdict.isBad(word) || Verdict.isGood(word) || Verdict.isDoubtful(word))) {
            leaveOut(path, all, Verdict::isBad);
            doubt(path, all);
        } else if (flag || name.endsWith("quality") || name.equals("label")) {
            ignored(path, all);
        }
    }

    private void leaveOut(String path, List<String> values, Predicate<String> rejects) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < rows.length; i++) {
            if (!out[i] && rejects.test(values.get(i))) {
                out[i] = true;
                counts.merge(values.get(i), 1, Integer::sum);
            }
        }
        if (!counts.isEmpty()) {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            remarks.add("%d of %d %s left out: %s is %s (%s: none in a mapping keeps them)"
                    .formatted(all, rows.length, kind, Excerpt.path(path), words(counts), kind.word.id()));
        }
    }

    /** Says which words that are neither good nor bad are kept. */
    private void doubt(String path, List<String> values) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < rows.length; i++) {
            if (!out[i] && !Verdict.isGood(values.get(i)) && !values.get(i).isEmpty()) {
                counts.merge(values.get(i), 1, Integer::sum);
            }
        }
        if (!counts.isEmpty()) {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            String good = values.stream().filter(Verdict::isGood).findFirst().orElse("good");
            remarks.add("%d of %d %s kept although %s is %s (%s: %s=%s in a mapping leaves them out)"
                    .formatted(
                            all,
                            rows.length,
                            kind,
                            Excerpt.path(path),
                            words(counts),
                            kind.word.id(),
                            Excerpt.path(path),
                            good));
        }
    }

    /** Says that a column which may grade the rows leaves none out. */
    private void ignored(String path, List<String> values) {
        List<String> different = values.stream().distinct().sorted().toList();
        if (different.size() > 1) {
            remarks.add("no %s left out by %s, whose meaning is not known: %d different values, such as %s and %s"
                    .formatted(
                            kind,
                            Excerpt.path(path),
                            different.size(),
                            Excerpt.of(different.get(0)),
                            Excerpt.of(different.get(different.size() - 1))));
        }
    }

    private static String words(Map<String, Integer> counts) {
        boolean one = counts.size() == 1;
        String words = counts.entrySet().stream()
                .limit(MOST_WORDS)
                .map(each -> Excerpt.of(quoted(each.getKey())) + (one ? "" : " (" + each.getValue() + ")"))
                .collect(Collectors.joining(", "));
        return counts.size() > MOST_WORDS ? words + " and others" : words;
    }

    /** The values of the rows, in small letters; of a column of pairs, as suite2p writes {@code iscell}, the first. */
    private Optional<List<String>> values(String path) throws IOException, ArrayFormatException {
        Optional<ArrayShape> shape = objects.shape(path);
        int last = Arrays.stream(rows).max().orElse(-1);
        if (shape.isEmpty()
                || shape.get().rank() < 1
                || shape.get().rank() > 2
                || (shape.get().rank() == 2 && shape.get().size(1) > 2)
                || shape.get().size(0) <= last
                || objects.isArray(path + "_index")) {
            return Optional.empty();
        }
        NpyArray values = objects.at(path, () -> objects.tree().array(path).values(1 << 24));
        int width = values.rank() == 1 ? 1 : values.size(1);
        boolean numbers = values.type().isNumeric();
        if (width == 0 || (values.rank() == 2 && !numbers)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (int row : rows) {
            int at = row * width;
            texts.add(numbers ? plain(values.at(at)) : plain(values.textAt(at)));
        }
        return Optional.of(texts);
    }

    private static String plain(double value) {
        return Double.isNaN(value)
                ? ""
                : value == Math.rint(value) && Math.abs(value) < 1e15
                        ? Long.toString((long) value)
                        : Double.toString(value);
    }

    private static String plain(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        return text.equals("nan") ? "" : text;
    }

    private static String quoted(String word) {
        return word.equals("true") || word.equals("false") ? word : "'" + word + "'";
    }

    private static List<String> truths(List<String> values) {
        return values.stream()
                .map(value -> isTrue(value) ? "true" : isFalse(value) ? "false" : value)
                .toList();
    }

    private static boolean isTrue(String value) {
        return Set.of("1", "true", "t", "yes", "y").contains(value);
    }

    private static boolean isFalse(String value) {
        return Set.of("0", "false", "f", "no", "n").contains(value);
    }

    /** All rows of a table. */
    static int[] all(int rows) {
        return IntStream.range(0, rows).toArray();
    }
}
