package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.StimuliBuilder;
import org.hypercolumn.data.StimuliShape;
import org.hypercolumn.data.Tier;
import org.jspecify.annotations.Nullable;

/** Makes a recording of named arrays, see {@link Word}. Arrays that it does not know are not looked at. */
final class NamedArrays {
    private final ArraySource source;
    private final Mapping mapping;
    private final Gaps gaps;
    private final UnsaidAxes unsaid;

    NamedArrays(ArraySource source, Mapping mapping, Gaps gaps) {
        this.source = source;
        this.mapping = mapping;
        this.gaps = gaps;
        this.unsaid = new UnsaidAxes(source, mapping);
    }

    /**
     * Reads the recording.
     *
     * @param fallback the site's name where the source says none
     * @param digests of the files, once they are read
     */
    Recording read(String fallback, Digests digests) throws IOException {
        String images = required(Word.IMAGES);
        String responses = name(Word.RESPONSES).orElse("");
        String trials = name(Word.RESPONSES_TRIALS).orElse("");
        if (responses.isEmpty() && trials.isEmpty()) {
            required(Word.RESPONSES);
        }
        checkMapping();
        checkUnsaid(images, responses, trials);
        Stimuli stimuli = checked(images, () -> stimuli(images));
        checkUnsaid(responses, trials, stimuli.count());
        var measured = new ResponseArrays(source, mapping, stimuli.count());
        List<List<float[]>> shown = new ArrayList<>(trials.isEmpty() ? List.of() : trials(trials, measured, stimuli));
        List<List<float[]>> means =
                responses.isEmpty() ? List.of() : checked(responses, () -> measured.read(responses, Word.RESPONSES));
        boolean meansGiven = !means.isEmpty() && !shown.isEmpty();
        if (meansGiven) {
            checked(trials, () -> {
                ResponseArrays.checkAgree(shown, means, responses);
                return shown;
            });
        } else {
            shown.addAll(means);
        }
        return recording(stimuli, shown, meansGiven ? means : List.of(), fallback, digests);
    }

    private void checkMapping() throws BadDataFileException {
        for (Word word : Word.values()) {
            if (word.isOfNwb() && mapping.names().containsKey(word.id())) {
                throw source.problem(
                        word.id(), "expected a mapping without this word, which only NWB files have; leave it out");
            }
            if (mapping.axes(word).isPresent() && name(word).isEmpty()) {
                throw source.problem(word.id(), "expected an array that has the axes of the mapping, got none");
            }
        }
    }

    /** Guards the order of the images' axes. */
    private void checkUnsaid(String images, String responses, String trials) throws IOException {
        boolean rows = name(Word.TRIAL_IMAGES).isPresent();
        String beside = responses.isEmpty() && !rows ? trials : responses;
        Optional<ArrayShape> shape =
                beside.isEmpty() ? Optional.empty() : Optional.of(checked(beside, () -> source.shape(beside)));
        checked(images, () -> {
            unsaid.checkImages(images, shape, responses.isEmpty() ? Word.RESPONSES_TRIALS : Word.RESPONSES);
            return unsaid;
        });
    }

    /** Guards the order of axes of responses; trials beside means are held against these. */
    private void checkUnsaid(String responses, String trials, int images) throws IOException {
        if (!responses.isEmpty()) {
            checked(responses, () -> {
                unsaid.checkResponses(responses, Word.RESPONSES, images);
                return unsaid;
            });
        } else {
            checked(trials, () -> {
                if (name(Word.TRIAL_IMAGES).isPresent()) {
                    unsaid.checkRows(trials);
                } else {
                    unsaid.checkResponses(trials, Word.RESPONSES_TRIALS, images);
                }
                return unsaid;
            });
        }
    }

    private List<List<float[]>> trials(String name, ResponseArrays measured, Stimuli stimuli) throws IOException {
        Optional<String> images = name(Word.TRIAL_IMAGES);
        return images.isEmpty()
                ? checked(name, () -> measured.read(name, Word.RESPONSES_TRIALS))
                : TrialRows.read(
                        source,
                        name,
                        mapping.axes(Word.RESPONSES_TRIALS),
                        new TrialRows.Images(images.get(), firstImage(), stimuli.count()));
    }

    /** What the first image is called, if that is known. */
    private Optional<String> firstImage() throws IOException {
        Optional<String> said = value(Word.TRIAL_IMAGES_FROM);
        return said.isEmpty() && unsaid.isPrepared() ? Optional.of("0") : said;
    }

    /** Says the digests of all that was read. */
    @FunctionalInterface
    interface Digests {
        Map<String, String> sha256() throws IOException;
    }

    private Recording recording(
            Stimuli stimuli, List<List<float[]>> shown, List<List<float[]>> means, String fallback, Digests digests)
            throws IOException {
        int neurons = shown.get(0).get(0).length;
        var presentations = new Presentations(neurons);
        boolean repeated = add(presentations, stimuli, shown);
        List<List<float[]>> given = repeated ? List.of() : means; // of one row, not of all that show an image
        Optional<Tier> training = tier(presentations, "train", stimuli, given);
        if (training.isEmpty()) {
            throw source.problem(
                    name(Word.TIERS).orElse(required(Word.IMAGES)),
                    "expected images of the tier train, got none; check what the tiers are called");
        }
        List<String> neuronIds = texts(Word.NEURON_IDS, neurons);
        List<String> remarks = new ArrayList<>(presentations.remarks());
        remarks.addAll(source.remarks());
        remarks.addAll(unsaid.remarks());
        remarks.addAll(MistakenNames.remarks(source.names(), mapping));
        RecordingLabels labels = labels(neuronIds.isEmpty() ? null : neuronIds, neurons, remarks);
        return new Recording(
                value(Word.SITE).orElse(fallback),
                training.get(),
                tier(presentations, "val", stimuli, given),
                tier(presentations, "test", stimuli, given),
                labels,
                digests.sha256());
    }

    /** Adds every row; whether any image was shown in several rows. */
    private boolean add(Presentations presentations, Stimuli stimuli, List<List<float[]>> shown) throws IOException {
        List<String> ids = texts(Word.IMAGE_IDS, stimuli.count());
        List<String> groups = texts(Word.GROUPS, stimuli.count());
        List<String> tiers = texts(Word.TIERS, stimuli.count());
        String images = required(Word.IMAGES);
        Map<Integer, String> digestOf = new HashMap<>();
        boolean repeated = false;
        for (int row = 0; row < stimuli.count(); row++) {
            int at = row;
            int stands = checked(name(Word.TIERS).orElse(images), () -> {
                try {
                    return presentations.add(at(tiers, at), at(ids, at), at(groups, at), at, shown.get(at));
                } catch (ArrayFormatException e) {
                    throw new ArrayFormatException("presentation %d (counted from 0): %s".formatted(at, e.problem()));
                }
            });
            if (stands != row) {
                repeated = true;
                String first = digestOf.computeIfAbsent(stands, stimuli::digest);
                if (!stimuli.digest(row).equals(first)) {
                    throw source.problem(
                            images,
                            "expected the same image wherever the id is '%s', got others at %d and %d (counted from 0); if these are two images, give each its own id"
                                    .formatted(at(ids, row), stands, row));
                }
            }
        }
        return repeated;
    }

    private static @Nullable String at(List<String> texts, int row) {
        return texts.isEmpty() ? null : texts.get(row);
    }

    private Optional<Tier> tier(Presentations shown, String name, Stimuli stimuli, List<List<float[]>> means)
            throws IOException {
        Optional<String> responses = name(Word.RESPONSES);
        String who = responses.isPresent() ? responses.get() : required(Word.RESPONSES_TRIALS);
        return checked(who, () -> shown.tier(name, stimuli, means, gaps));
    }

    private RecordingLabels labels(@Nullable List<String> ids, int neurons, List<String> remarks) throws IOException {
        Optional<String> degrees = value(Word.DEGREES_PER_PIXEL);
        OptionalDouble degreesPerPixel = degrees.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(checked(Word.DEGREES_PER_PIXEL.id(), () -> Mapping.degrees(degrees.get())));
        NeuronIds neuronIds;
        try {
            neuronIds = ids == null ? NeuronIds.places(neurons) : NeuronIds.of(ids);
        } catch (IllegalArgumentException e) {
            throw source.problem(name(Word.NEURON_IDS).orElse(Word.NEURON_IDS.id()), String.valueOf(e.getMessage()));
        }
        return new RecordingLabels(neuronIds, degreesPerPixel, value(Word.RESPONSE_UNIT), remarks);
    }

    private Stimuli stimuli(String name) throws IOException, ArrayFormatException {
        ArrayShape shape = source.shape(name);
        Optional<String> said = mapping.axes(Word.IMAGES);
        StimuliShape wanted;
        String axes;
        if (said.isPresent()) {
            axes = said.get();
            int[] sizes = ArrayValues.sizes(shape, axes, "SHW");
            wanted = StimuliShape.of(shape.type(), sizes);
        } else {
            wanted = StimuliShape.of(shape.type(), shape.sizes());
            axes = shape.rank() == 3 ? "SHW" : shape.size(3) == 1 ? "SHW1" : "S1HW";
        }
        var builder = new StimuliBuilder(wanted);
        ArrayValues.read(source, name, axes, "SHW", builder::set);
        Stimuli stimuli = builder.build();
        if (gaps == Gaps.REFUSED) {
            stimuli.checkFinite();
        }
        return stimuli;
    }

    /** A text for each of {@code count}; none if there is no such array. */
    private List<String> texts(Word word, int count) throws IOException {
        Optional<String> name = name(word);
        if (name.isEmpty()) {
            return List.of();
        }
        return checked(name.get(), () -> ArrayValues.texts(source, name.get(), count));
    }

    /** The one value of a word, from an array of that name or from the mapping itself. */
    private Optional<String> value(Word word) throws IOException {
        Optional<String> said = mapping.name(word);
        if (said.isPresent() && !source.has(said.get())) {
            return said;
        }
        Optional<String> name = name(word);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ArrayShape shape = checked(name.get(), () -> source.shape(name.get()));
        if (shape.length() != 1) {
            throw source.problem(name.get(), "expected one value, got " + shape);
        }
        String[] value = new String[1];
        checked(name.get(), () -> {
            source.read(
                    name.get(),
                    (start, values) -> value[0] =
                            values.type().isInteger() || !values.type().isNumeric()
                                    ? ArrayValues.text(values, 0, values.type())
                                    : DecimalText.of(values.at(0)));
            return value;
        });
        return Optional.of(String.valueOf(value[0]));
    }

    /** The name of a word's array; empty if there is none. */
    private Optional<String> name(Word word) throws BadDataFileException {
        if (mapping.isNone(word)) {
            return Optional.empty();
        }
        Optional<String> said = mapping.name(word);
        if (said.isPresent() && !source.has(said.get())) {
            throw source.problem(
                    said.get(), "expected an array of this name, as the mapping says, got %s".formatted(all()));
        }
        return said.isPresent() ? said : Optional.of(word.id()).filter(source.names()::contains);
    }

    private String required(Word word) throws BadDataFileException {
        Optional<String> name = name(word);
        if (name.isEmpty()) {
            throw source.problem(
                    word.id(),
                    "expected an array called images and one called responses, got %s; rename them or say with --mapping which is which"
                            .formatted(all()));
        }
        return name.get();
    }

    private String all() {
        int most = 12;
        List<String> names = source.names();
        String shown = names.stream().limit(most).map(Excerpt::of).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "none"
                : names.size() > most ? shown + " and %d more".formatted(names.size() - most) : shown;
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException, ArrayFormatException;
    }

    /** Puts an array's name in front of what is wrong. */
    private <T> T checked(String name, Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (ArrayFormatException e) {
            BadDataFileException problem = source.problem(name, e.problem());
            problem.initCause(e);
            throw problem;
        }
    }
}
