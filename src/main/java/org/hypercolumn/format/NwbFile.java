package org.hypercolumn.format;

import io.jhdf.ObjectHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Stimuli;

/**
 * Reads a recording from a file of Neurodata Without Borders 2: static images that were shown in intervals, and what neurons
 * did meanwhile. What an object is, its {@code neurodata_type} says. Where several could be meant, a {@link Mapping} tells
 * them apart: its words stand for the paths of images, of responses, of the column that names images, and so on.
 *
 * <p>Source: NWB Format Specification 2.7, HDMF Common 1.8.
 */
final class NwbFile {
    private static final int LONGEST_SESSION = 100;
    private static final Set<Word> UNSUPPORTED_WORDS = EnumSet.of(Word.RESPONSES_TRIALS, Word.TRIAL_IMAGES);

    private final NwbObjects objects;
    private final Mapping mapping;
    private final Gaps gaps;

    private NwbFile(NwbObjects objects, Mapping mapping, Gaps gaps) {
        this.objects = objects;
        this.mapping = mapping;
        this.gaps = gaps;
    }

    /** Whether an HDF5 file says of itself that it is NWB. */
    static boolean isNwb(Path file) throws IOException {
        try (HdfBytes bytes = HdfBytes.open(file)) {
            return HdfBytes.checked(() -> HdfLinks.attributes(bytes, ObjectHeader.readObjectHeader(bytes, bytes.root()))
                    .containsKey("nwb_version"));
        } catch (ArrayFormatException e) {
            return false; // whoever reads it says what is wrong
        }
    }

    /**
     * Reads the recording.
     *
     * @param fallback the site's name where the file has no session
     * @param sha256 of the file, once it is read
     * @throws BadDataFileException if it holds no static images with responses, or is damaged
     */
    static Recording read(Path file, Mapping mapping, Gaps gaps, String fallback, NamedArrays.Digests sha256)
            throws IOException {
        try (HdfTree tree = HdfTree.open(file)) {
            return new NwbFile(new NwbObjects(tree), mapping, gaps).read(fallback, sha256);
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, e.problem(), e);
        }
    }

    private Recording read(String fallback, NamedArrays.Digests sha256) throws IOException, ArrayFormatException {
        checkMapping();
        String version = objects.text("", "nwb_version").orElse("none");
        if (!version.matches("(NWB-)?2\\..*")) {
            throw new ArrayFormatException(
                    "expected NWB 2, got version '%s'; convert it with pynwb".formatted(Excerpt.of(version)));
        }
        NwbTable table = NwbTable.find(objects, mapping.name(Word.IMAGE_IDS));
        Optional<String> said = mapping.name(Word.IMAGES);
        NwbImages images =
                NwbImages.find(objects, said.isPresent() ? said : table.indexed(), mapping.axes(Word.IMAGES));
        List<String> names = images.names();
        NwbRows rows = NwbRows.of(objects, table, mapping);
        rows.show(NwbShown.of(objects, table.images(), images, names, rows, mapping.name(Word.TRIAL_IMAGES_FROM)));
        NwbResponses source = NwbResponses.find(objects, mapping.name(Word.RESPONSES), table, rows.count());
        if (rows.count() == 0) {
            throw new ArrayFormatException(
                    "%s: expected images that were shown, got none".formatted(Excerpt.path(table.images())));
        }
        rows.time(source.timed(), source.probes(), mapping);
        float[][] responses = source.read(rows);
        NwbNeurons neurons = NwbNeurons.of(objects, source, mapping, responses, rows);
        Stimuli stimuli = images.read();
        if (gaps == Gaps.REFUSED) {
            objects.at(images.path(), () -> {
                stimuli.checkFinite();
                return stimuli;
            });
        }
        Presentations presentations = presentations(table, rows, names, neurons, responses);
        List<String> remarks = new ArrayList<>(rows.remarks());
        remarks.addAll(images.remarks());
        remarks.addAll(presentations.remarks());
        return recording(presentations, stimuli, labels(source, neurons, remarks), fallback, sha256);
    }

    /** Refuses words that mean nothing here, rather than ignoring them. */
    private void checkMapping() throws ArrayFormatException {
        for (Word word : Word.values()) {
            if (mapping.axes(word).isPresent() && word != Word.IMAGES) {
                throw new ArrayFormatException(
                        "expected a mapping without axes but those of images, got those of %s, which NWB fixes; leave them out"
                                .formatted(word.id()));
            }
            if (UNSUPPORTED_WORDS.contains(word) && mapping.name(word).isPresent()) {
                throw new ArrayFormatException(
                        "expected a mapping without %s, as each row of the table of intervals is a trial, got one; say responses"
                                .formatted(word.id()));
            }
        }
    }

    private Presentations presentations(
            NwbTable table, NwbRows rows, List<String> names, NwbNeurons neurons, float[][] responses)
            throws IOException, ArrayFormatException {
        Optional<String> tierColumn = table.tiers(mapping);
        List<String> tiers = texts(tierColumn, rows.count());
        List<String> groups = texts(table.groups(mapping), rows.count());
        rows.leaveOut(row -> allNaN(neurons.of(responses[row])), "no responses");
        if (rows.counting().length == 0) {
            throw new ArrayFormatException("%s: expected presentations of images with responses, got none: %s"
                    .formatted(Excerpt.path(table.path()), String.join("; ", rows.remarks())));
        }
        Presentations presentations = new Presentations(neurons.count());
        for (int row : rows.counting()) {
            String tier = tiers.isEmpty() ? null : tiers.get(row);
            String group = groups.isEmpty() ? null : groups.get(row);
            int stimulus = rows.image(row);
            List<float[]> trial = List.of(neurons.of(responses[row]));
            objects.at(
                    tierColumn.orElse(table.images()),
                    () -> presentations.add(tier, names.get(stimulus), group, stimulus, trial));
        }
        return presentations;
    }

    private static boolean allNaN(float[] values) {
        for (float value : values) {
            if (!Float.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /** A text for each row; none if there is no such column. */
    private List<String> texts(Optional<String> column, int rows) throws IOException, ArrayFormatException {
        List<String> texts = column.isPresent() ? objects.texts(column.get()) : List.of();
        if (column.isPresent() && texts.size() != rows) {
            throw new ArrayFormatException("%s: expected one for each of %d presentations, got %d"
                    .formatted(Excerpt.path(column.get()), rows, texts.size()));
        }
        return texts;
    }

    private RecordingLabels labels(NwbResponses source, NwbNeurons neurons, List<String> remarks)
            throws IOException, ArrayFormatException {
        Optional<String> unit = mapping.name(Word.RESPONSE_UNIT);
        OptionalDouble degrees = degrees();
        try {
            return new RecordingLabels(
                    neurons.ids().isEmpty() ? NeuronIds.places(neurons.count()) : NeuronIds.of(neurons.ids()),
                    degrees,
                    unit.isPresent() ? unit : source.unit(),
                    remarks);
        } catch (IllegalArgumentException e) {
            throw new ArrayFormatException(String.valueOf(e.getMessage()));
        }
    }

    /** As the mapping says: a number, or the path of an array that has it. */
    private OptionalDouble degrees() throws IOException, ArrayFormatException {
        Optional<String> said = mapping.name(Word.DEGREES_PER_PIXEL);
        if (said.isEmpty()) {
            return OptionalDouble.empty();
        }
        boolean array = objects.isArray(said.get());
        String text = array ? DecimalText.of(objects.number(said.get())) : said.get();
        try {
            return OptionalDouble.of(Mapping.degrees(text));
        } catch (ArrayFormatException e) {
            throw new ArrayFormatException(Word.DEGREES_PER_PIXEL.id() + ": " + e.problem());
        }
    }

    private Recording recording(
            Presentations shown, Stimuli stimuli, RecordingLabels labels, String fallback, NamedArrays.Digests sha256)
            throws IOException, ArrayFormatException {
        String own = session().orElse(fallback);
        var training = shown.tier("train", stimuli, List.of(), gaps);
        if (training.isEmpty()) {
            throw new ArrayFormatException("expected training images, got none; call their tier train");
        }
        Map<String, String> digests = sha256.sha256();
        return new Recording(
                mapping.name(Word.SITE).orElse(own),
                training.get(),
                shown.tier("val", stimuli, List.of(), gaps),
                shown.tier("test", stimuli, List.of(), gaps),
                labels,
                digests);
    }

    /** The session's name, if it is fit to be one. */
    private Optional<String> session() throws IOException, ArrayFormatException {
        String session = "general/session_id";
        List<String> said = objects.isArray(session) ? objects.texts(session) : List.of();
        return said.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_SESSION)
                .filter(name -> name.chars().noneMatch(Character::isISOControl))
                .findFirst();
    }
}
