package org.hypercolumn.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;

/**
 * Lets only ids pass that a person can read and type: of neurons, images and groups, whatever format they came in. Ids that
 * may not mean what they say are remarked on.
 */
final class ReadableIds {
    private static final Set<String> NONE = Set.of("nan", "none", "null", "na", "n/a", "<na>", "nat");
    private static final double SMALL_CHANCE = 1e-6;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c; // these two belong to the spelling of words
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private final Path data;
    private final List<String> remarks = new ArrayList<>();

    private ReadableIds(Path data) {
        this.data = data;
    }

    /**
     * The recording, with remarks on its ids.
     *
     * @param data where it was read from
     * @throws BadDataFileException if an id is blank, or has a character that cannot be seen or ends a line
     */
    static Recording checked(Path data, Recording recording) throws BadDataFileException {
        var ids = new ReadableIds(data);
        RecordingLabels labels = recording.labels();
        if (labels.neuronIds().named()) {
            ids.check("neuron ids", "neuron", labels.neuronIds().all());
        }
        Map<String, List<String>> all = new LinkedHashMap<>();
        recording.tiers().forEach((name, tier) -> {
            if (tier.labels().named()) {
                all.computeIfAbsent("image ids", missing -> new ArrayList<>())
                        .addAll(tier.labels().ids());
            }
            tier.labels()
                    .groups()
                    .ifPresent(groups -> all.computeIfAbsent("groups of images", missing -> new ArrayList<>())
                            .addAll(groups));
        });
        for (Map.Entry<String, List<String>> each : all.entrySet()) {
            ids.check(each.getKey(), "image", each.getValue());
        }
        if (ids.remarks.isEmpty()) {
            return recording;
        }
        List<String> remarks = new ArrayList<>(labels.remarks());
        remarks.addAll(ids.remarks);
        return new Recording(
                recording.site(),
                recording.training(),
                recording.validation(),
                recording.test(),
                labels.withRemarks(remarks),
                recording.sha256());
    }

    private void check(String what, String each, List<String> ids) throws BadDataFileException {
        int edged = 0;
        Map<String, Integer> none = new LinkedHashMap<>();
        for (int place = 0; place < ids.size(); place++) {
            String id = ids.get(place);
            if (id.isBlank()) {
                throw new BadDataFileException(
                        data,
                        "%s: expected a name for each %s, got a blank one for %s %d (counted from 0); give it a name of its own"
                                .formatted(what, each, each, place));
            }
            int bad = id.codePoints().filter(ReadableIds::isUnseen).findFirst().orElse(-1);
            if (bad >= 0) {
                throw new BadDataFileException(
                        data,
                        "%s: expected text that can be printed on one line, got the character U+%04X (%s) in '%s' of %s %d (counted from 0); take it out where the ids come from"
                                .formatted(what, bad, name(bad), Excerpt.of(id), each, place));
            }
            edged += id.equals(id.strip()) ? 0 : 1;
            if (NONE.contains(id.toLowerCase(Locale.ROOT))) {
                none.merge(id, 1, Integer::sum);
            }
        }
        rounded(what, ids);
        if (edged > 0) {
            remarks.add("%d of %d %s begin or end with a blank, which is part of the id"
                    .formatted(edged, ids.size(), what));
        }
        none.forEach((id, count) ->
                remarks.add("%d of %d %s are '%s', which is taken as a name".formatted(count, ids.size(), what, id)));
    }

    /** Remarks on numbers that are all such as floats have: ids that were floats once have lost their last digits. */
    private void rounded(String what, List<String> ids) {
        double chance = 1; // that this is so by chance
        for (String id : ids) {
            long number = id.matches("\\d{8,18}") ? Long.parseLong(id) : 1;
            if ((long) (float) number != number) {
                return;
            }
            chance /= Math.max(1, Math.ulp((float) number));
        }
        if (chance < SMALL_CHANCE) {
            remarks.add(
                    "all %d %s are numbers that float32 has, as if they had been rounded to it; compare them with their source"
                            .formatted(ids.size(), what));
        }
    }

    private static String name(int codePoint) {
        String name = Character.getName(codePoint);
        return name == null ? "unassigned" : name.toLowerCase(Locale.ROOT);
    }

    /** Control and format characters, such as those that reverse the direction of text; halves of characters; line ends. */
    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER;
            default -> false;
        };
    }
}
