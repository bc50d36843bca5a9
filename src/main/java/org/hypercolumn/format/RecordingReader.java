package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.FileDigests;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Tier;

/** Reads a recording of any {@link Format}. */
public final class RecordingReader {

    private RecordingReader() {}

    /**
     * Reads a recording.
     *
     * <p>With {@link Gaps#REFUSED} what comes back can be fitted: all is finite, and a test tier whose responses are all 0,
     * as a competition hides them, is left out with a remark.
     *
     * @param data a file or a folder
     * @param options what the files do not say
     * @throws BadDataFileException if it is no recording of the format said or found, or a file of it is bad
     * @throws IOException if a file cannot be read
     */
    public static Recording read(Path data, ReadOptions options) throws IOException {
        RecordingPath path = RecordingPath.of(data);
        Format format = format(path, options);
        if (format != Format.IMAGES
                && !options.mapping().map(Mapping::columns).orElse(Map.of()).isEmpty()) {
            throw new BadDataFileException(
                    data,
                    "expected neuron_columns and ignored_columns only for a folder of images with a table, got a recording of format %s; leave them out of the mapping"
                            .formatted(format.id()));
        }
        Recording recording;
        try {
            recording = ReadableIds.checked(data, read(path, format, options));
        } catch (OutOfMemoryError e) { // what was read so far is garbage now
            throw new BadDataFileException(
                    data,
                    "expected a recording that fits into a heap of %d MB; give Java more memory (-Xmx) or prepare a part of it"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    e);
        } catch (NumberFormatException | ArithmeticException e) { // that no check saw coming
            throw new BadDataFileException(
                    data,
                    "holds numbers that cannot be worked with (%s); copy or save it again"
                            .formatted(Excerpt.of(String.valueOf(e.getMessage()))),
                    e);
        }
        return options.gaps() == Gaps.REFUSED ? withoutHiddenTest(recording) : recording;
    }

    /**
     * The format that {@link #read} would take a path for.
     *
     * @throws BadDataFileException if there is nothing, or of no format
     * @throws IOException if it cannot be looked at
     */
    public static Format format(Path data, ReadOptions options) throws IOException {
        return format(RecordingPath.of(data), options);
    }

    private static Format format(RecordingPath path, ReadOptions options) throws IOException {
        return options.format().isPresent() ? options.format().get() : path.format(options.site());
    }

    private static Recording read(RecordingPath path, Format format, ReadOptions options) throws IOException {
        return switch (format) {
            case PAPER -> paper(path, options);
            case NPY -> npy(path, options);
            case NPZ -> npz(path, options);
            case MATLAB -> matlab(path, options);
            case IMAGES ->
                ofSite(
                        path,
                        options,
                        new ImageFolder(path.folder(format), path.names(), options.mapping(), options.gaps())
                                .read(path.ownName()));
            case SENSORIUM -> sensorium(path, options);
            case HDF5 -> hdf(path, options);
            case NWB -> nwb(path, options);
        };
    }

    private static Recording paper(RecordingPath path, ReadOptions options) throws IOException {
        Path folder = path.folder(Format.PAPER);
        SaidValues said = said(folder, options);
        return said.of(new PaperLayout(folder, path.names(), options.gaps()).read(options.site()));
    }

    private static Recording sensorium(RecordingPath path, ReadOptions options) throws IOException {
        Path folder = path.folder(Format.SENSORIUM);
        SaidValues said = said(folder, options);
        return ofSite(path, options, said.of(new SensoriumTree(folder, options.gaps()).read(path.ownName())));
    }

    private static SaidValues said(Path folder, ReadOptions options) throws IOException {
        return SaidValues.of(options.mapping().orElse(Mapping.none()), Set.of(), folder, "the names of the files say");
    }

    private static Recording npy(RecordingPath path, ReadOptions options) throws IOException {
        try (NpyFolder source = new NpyFolder(path.folder(Format.NPY), path.names())) {
            return ofArrays(path, source, options, () -> source.digests().hexByName());
        }
    }

    private static Recording npz(RecordingPath path, ReadOptions options) throws IOException {
        Path file = path.file(Format.NPZ);
        try (NpzSource source = NpzSource.open(file)) {
            return ofArrays(path, source, options, () -> digest(file));
        }
    }

    private static Recording hdf(RecordingPath path, ReadOptions options) throws IOException {
        Path file = path.file(Format.HDF5);
        try (HdfSource source = HdfSource.open(file)) {
            return ofArrays(path, source, options, () -> digest(file));
        }
    }

    private static Recording nwb(RecordingPath path, ReadOptions options) throws IOException {
        Path file = path.file(Format.NWB);
        Mapping mapping = options.mapping().orElse(Mapping.none());
        return ofSite(path, options, NwbFile.read(file, mapping, options.gaps(), path.ownName(), () -> digest(file)));
    }

    private static Recording matlab(RecordingPath path, ReadOptions options) throws IOException {
        Path file = path.file(Format.MATLAB);
        try (ArraySource source = FileKind.isHdf5(file) ? Mat73Source.open(file) : Mat5Source.open(file)) {
            return ofArrays(path, source, options, () -> digest(file));
        }
    }

    private static Map<String, String> digest(Path file) throws IOException {
        FileDigests digests = FileDigests.all();
        digests.add(file);
        return digests.hexByName();
    }

    private static Recording ofArrays(
            RecordingPath path, ArraySource source, ReadOptions options, NamedArrays.Digests digests)
            throws IOException {
        Mapping mapping = options.mapping().orElse(Mapping.none());
        return ofSite(path, options, new NamedArrays(source, mapping, options.gaps()).read(path.ownName(), digests));
    }

    /** The recording, if it is of the site that is asked for. */
    private static Recording ofSite(RecordingPath path, ReadOptions options, Recording recording)
            throws BadDataFileException {
        Optional<String> site = options.site();
        if (site.isPresent() && !site.get().equals(recording.site())) {
            throw new BadDataFileException(
                    path.path(),
                    "expected no site or '%s', the only one there, got '%s'; leave the site out"
                            .formatted(recording.site(), site.get()));
        }
        return recording;
    }

    /** The recording without a test tier that nothing can be scored on, with a remark; itself if it has none. */
    public static Recording withoutHiddenTest(Recording recording) {
        Optional<Tier> test = recording.test();
        if (test.isEmpty() || !allZero(test.get().responses())) {
            return recording;
        }
        List<String> remarks = new ArrayList<>(recording.labels().remarks());
        remarks.add("all test responses are 0, as where a competition hides them: the test tier is left out");
        return new Recording(
                recording.site(),
                recording.training(),
                recording.validation(),
                Optional.empty(),
                recording.labels().withRemarks(remarks),
                recording.sha256());
    }

    /** Whether every response is 0: hidden, or a recording that failed. */
    public static boolean allZero(Responses responses) {
        for (int neuron = 0; neuron < responses.neurons(); neuron++) {
            if (!responses.isConstant(neuron) || responses.at(0, neuron) != 0) {
                return false;
            }
        }
        return true;
    }
}
