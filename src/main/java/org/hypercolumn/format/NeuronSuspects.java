package org.hypercolumn.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hypercolumn.data.Excerpt;

/**
 * Columns of a table that nobody said are neurons, and that look like something else: by their names (an index, a trial, a
 * time, behaviour), or by values that responses hardly ever have by chance. They are asked about, neither taken nor dropped.
 */
final class NeuronSuspects {
    private static final double CHANCE =
            1e-6; // that a neuron's values lie so; a table has some thousand neurons at most
    private static final int FEW = 10; // rows or images, below which values say nothing
    private static final int MOST_NAMED = 12; // columns in one message

    /** Words of which one must be in a name. */
    private static final Set<String> SAYING =
            Set.of(("index unnamed row rows rowname rownames id ids uid uuid nr no num"
                            + " number trial trials repeat repetition repetitions rep presentation presentations sweep block blocks"
                            + " session run scan epoch fold split set subset partition tier group order sequence frame frames event"
                            + " time times timestamp timestamps datetime date day hour onset offset start stop end begin duration"
                            + " latency delay isi iti soa rt reward rewards lick licks pupil eye gaze running speed velocity wheel"
                            + " choice correct hit miss outcome contrast luminance brightness orientation ori direction phase"
                            + " frequency sf tf position category class label condition stimulus stim image img picture photo scene"
                            + " file filename path name subject animal mouse monkey experiment experimenter recording site area"
                            + " region layer depth probe comment comments note notes temperature neuron cell roi unit mean average avg median std sd sem stderr variance")
                    .split(" "));

    /** Words that may stand beside them. */
    private static final Set<String> BESIDE =
            Set.of(("of in on the ms s sec secs second seconds min minutes hz deg degrees"
                            + " cm px x y z first last previous response reaction spatial temporal diameter size width height left"
                            + " right type code key n count counts total idx unix utc level")
                    .split(" "));

    /** Words of columns that say whose response a row holds, where each neuron has rows of its own. */
    private static final Set<String> WHOSE = Set.of("neuron", "cell", "roi", "unit");

    /** Words of columns by whose values the neurons may be others. */
    private static final Set<String> RECORDINGS =
            Set.of(("session run scan subject animal mouse monkey experiment recording site"
                            + " area region layer depth probe date day")
                    .split(" "));

    private static final Set<String> TIERS = Set.of("set", "split", "subset", "fold", "partition");

    private final TableColumns columns;
    private final List<ResponseTable.Row> rows;
    private final int[] firstOf; // for each row, the first row that shows its image
    private final Map<String, String> reasons = new LinkedHashMap<>();

    private NeuronSuspects(TableColumns columns, List<ResponseTable.Row> rows) {
        this.columns = columns;
        this.rows = rows;
        Map<String, Integer> firsts = new HashMap<>();
        this.firstOf = IntStream.range(0, rows.size())
                .map(row -> firsts.merge(rows.get(row).image(), row, Math::min))
                .toArray();
    }

    /** What is wrong with a table, if it has such columns. */
    static Optional<String> problem(TableColumns columns, List<ResponseTable.Row> rows) {
        if (columns.chosen()) {
            return Optional.empty();
        }
        var suspects = new NeuronSuspects(columns, rows);
        suspects.look();
        return suspects.reasons.isEmpty() ? Optional.empty() : Optional.of(suspects.question());
    }

    /** Names that are those of something else. */
    static List<String> named(TableColumns columns) {
        return columns.neurons().stream()
                .map(columns::name)
                .filter(NeuronSuspects::isOther)
                .toList();
    }

    private static List<String> words(String name) {
        String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Arrays.stream(spaced.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean isOther(String name) {
        if (name.toLowerCase(Locale.ROOT).matches("unnamed: ?\\d+.*|level_\\d+|\\.\\.\\.\\d+")) {
            return true; // as pandas and readr call columns without a name
        }
        if (isVerdict(name)) {
            return true;
        }
        List<String> words = words(name);
        return words.stream().anyMatch(SAYING::contains)
                && words.stream().allMatch(word -> SAYING.contains(word) || BESIDE.contains(word));
    }

    /** Whether a column may say which rows are not valid; a table's rows all count. */
    private static boolean isVerdict(String name) {
        return Verdict.isAccepting(name) || Verdict.isRejecting(name) || Verdict.isGrading(name);
    }

    /** What is lost if columns are left out whose values reject rows or tell neurons apart; nothing if there are none. */
    static String caution(List<String> names) {
        String rejected = names.stream()
                .filter(NeuronSuspects::isVerdict)
                .findFirst()
                .map(name -> "if '%s' says which rows are not valid, delete those rows; ".formatted(Excerpt.of(name)))
                .orElse("");
        return rejected
                + names.stream()
                        .filter(name -> isOther(name) && words(name).stream().anyMatch(RECORDINGS::contains))
                        .findFirst()
                        .map(name ->
                                "if the neurons differ by '%s', give each its own folder; ".formatted(Excerpt.of(name)))
                        .orElse("");
    }

    /** Whether a column called so may hold tiers. */
    static boolean mayBeTiers(TableColumns columns, String name) {
        return columns.place(Word.TIERS) < 0 && TIERS.contains(name.toLowerCase(Locale.ROOT));
    }

    private void look() {
        List<Integer> sameInRepeats = new ArrayList<>();
        for (int neuron = 0; neuron < columns.neurons().size(); neuron++) {
            String name = columns.name(columns.neurons().get(neuron));
            if (isOther(name)) {
                reasons.put(name, "named like something else");
            } else if (isSorted(neuron)) {
                reasons.put(name, "its values only rise or only fall");
            } else if (numbersRows(neuron)) {
                reasons.put(name, "it numbers the rows");
            } else if (countsRepeats(neuron)) {
                reasons.put(name, "it counts the repeats of each image");
            } else if (isOfImages(neuron)) {
                sameInRepeats.add(neuron);
            }
        }
        if (sameInRepeats.size() < columns.neurons().size()) { // else the table has means in the place of trials
            sameInRepeats.forEach(neuron -> reasons.put(
                    columns.name(columns.neurons().get(neuron)), "it is the same in all repeats of an image"));
        }
    }

    private float value(int row, int neuron) {
        return rows.get(row).responses()[neuron];
    }

    /** Whether values are in order, and so many differ that hardly any shuffle of them would be. */
    private boolean isSorted(int neuron) {
        boolean rises = true;
        boolean falls = true;
        double logarithm =
                0; // of the share of shuffles in order: the product of how often each value occurs!, over all!
        int seen = 0;
        int equal = 0;
        float before = Float.NaN;
        for (int row = 0; row < rows.size() && (rises || falls); row++) {
            float value = value(row, neuron);
            if (!Float.isNaN(value)) {
                rises &= !(value < before);
                falls &= !(value > before);
                equal = value == before ? equal + 1 : 1;
                seen++;
                logarithm += Math.log(equal) - Math.log(seen);
                before = value;
            }
        }
        return (rises || falls) && logarithm < Math.log(CHANCE);
    }

    private boolean numbersRows(int neuron) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        Map<Float, Integer> counts = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            float value = value(row, neuron);
            if (value != Math.rint(value) || counts.merge(value, 1, Integer::sum) > 1) {
                return false;
            }
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return rows.size() >= FEW && most - least == rows.size() - 1;
    }

    private boolean countsRepeats(int neuron) {
        float first = value(0, neuron);
        Map<Integer, Integer> counts = new HashMap<>();
        int repeats = 0;
        for (int row = 0; row < rows.size(); row++) {
            int repeat = counts.merge(firstOf[row], 1, Integer::sum) - 1;
            repeats += repeat > 0 ? 1 : 0;
            if (value(row, neuron) - repeat != first) {
                return false;
            }
        }
        return repeats >= FEW;
    }

    /** One value an image, however often it was shown, and many values: a property of the image. */
    private boolean isOfImages(int neuron) {
        Set<Float> repeated = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            float value = value(row, neuron);
            if (firstOf[row] < row && !Float.isNaN(value)) {
                if (value != value(firstOf[row], neuron)) {
                    return false;
                }
                repeated.add(value);
            }
        }
        return repeated.size() >= FEW;
    }

    private String question() {
        List<String> names = List.copyOf(reasons.keySet());
        Optional<String> whose = names.stream()
                .filter(name -> isOther(name) && words(name).stream().anyMatch(WHOSE::contains))
                .findFirst();
        if (whose.isPresent()) {
            return "expected a row for each presentation and a column for each neuron, got a column '%s', as if each neuron had rows of its own; reshape the table, or if every column is a neuron, add 'neuron_columns: [\"*\"]' to %s"
                    .formatted(Excerpt.of(whose.get()), TableColumns.SAID);
        }
        String shown = reasons.entrySet().stream()
                .limit(MOST_NAMED)
                .map(reason -> "'%s' (%s)".formatted(Excerpt.of(reason.getKey()), reason.getValue()))
                .collect(Collectors.joining(", "));
        String tiers = names.stream()
                .filter(name -> mayBeTiers(columns, name))
                .findFirst()
                .map(name -> "if '%s' holds tiers, add %s; ".formatted(Excerpt.of(name), TableColumns.tiers(name)))
                .orElse("");
        return "expected a neuron in every column but image, tier, image_id, group and repeat, got %s%s; %s%sif not neurons, add %s; if all are neurons, add 'neuron_columns: [\"*\"]' there"
                .formatted(
                        shown,
                        names.size() > MOST_NAMED ? " and %d more".formatted(names.size() - MOST_NAMED) : "",
                        tiers,
                        caution(names),
                        TableColumns.ignoring(names));
    }
}
