package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;

/** How the files of a recording store its images and responses, from their headers alone. */
public final class StoredArrays {
    private static final List<Word> WORDS = List.of(Word.IMAGES, Word.RESPONSES, Word.RESPONSES_TRIALS);

    private final RecordingPath path;
    private final ReadOptions options;
    private final Map<String, String> found = new LinkedHashMap<>();

    private StoredArrays(RecordingPath path, ReadOptions options) {
        this.path = path;
        this.options = options;
    }

    /**
     * Type and shape of each array, such as {@code f8 [1200, 89]}, by the name of its file or in its file; of a scan those of
     * the first trial; of a folder of images the kind of their files. Nothing of NWB, which has no one array of images.
     *
     * @param data a recording that {@link RecordingReader#read} reads
     * @throws BadDataFileException if a header is damaged
     * @throws IOException if a file cannot be read
     */
    public static Map<String, String> of(Path data, ReadOptions options) throws IOException {
        Format format = RecordingReader.format(data, options);
        var stored = new StoredArrays(RecordingPath.of(data), options);
        switch (format) {
            case PAPER -> stored.paper();
            case IMAGES -> stored.pictures();
            case SENSORIUM -> stored.scan();
            case NPY -> stored.add(new NpyFolder(stored.path.folder(format), stored.path.names()), ".npy");
            case NPZ -> stored.add(NpzSource.open(stored.path.file(format)), "");
            case HDF5 -> stored.add(HdfSource.open(stored.path.file(format)), "");
            case MATLAB -> {
                Path file = stored.path.file(format);
                stored.add(FileKind.isHdf5(file) ? Mat73Source.open(file) : Mat5Source.open(file), "");
            }
            case NWB -> {}
        }
        return stored.found;
    }

    private void add(ArraySource opened, String suffix) throws IOException {
        try (ArraySource source = opened) {
            Mapping mapping = options.mapping().orElse(Mapping.none());
            for (Word word : WORDS) {
                String name = mapping.name(word).orElse(word.id());
                if (source.names().contains(name)) {
                    add(source, name, suffix);
                }
            }
        }
    }

    private void add(ArraySource source, String name, String suffix) throws IOException {
        try {
            found.put(name + suffix, source.shape(name).toString());
        } catch (ArrayFormatException e) {
            throw source.problem(name, e.problem());
        }
    }

    private void paper() throws IOException {
        Path folder = path.folder(Format.PAPER);
        String site = options.site().orElse(PaperLayout.sites(path.names()).first());
        try (NpyFolder source = new NpyFolder(folder, path.names())) {
            for (String tier : List.of("train", "val", "test")) {
                for (String what : List.of("_img_", "Rsp_", "Trials_")) {
                    if (source.names().contains(tier + what + site)) {
                        add(source, tier + what + site, ".npy");
                    }
                }
            }
        }
    }

    private void scan() throws IOException {
        Path data = path.folder(Format.SENSORIUM).resolve("data");
        for (String what : List.of("images", "responses")) {
            Path folder = data.resolve(what);
            try (NpyFolder source = new NpyFolder(folder, List.of("0.npy"))) {
                found.put("data/" + what + "/0.npy", source.shape("0").toString());
            } catch (BadDataFileException e) {
                return; // of a tier that is left out, else it could not be read: it may be anything
            }
        }
    }

    private void pictures() throws IOException {
        SortedSet<String> names = path.names();
        Path beside = path.folder(Format.IMAGES).resolve("images");
        List<String> all = new ArrayList<>(names);
        if (names.contains("images")) {
            all.addAll(RecordingPath.of(beside).names());
        }
        for (String suffix : List.of(".png", ".jpg", ".jpeg")) {
            long count = all.stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(suffix))
                    .count();
            if (count > 0) {
                found.put("*" + suffix, count + " files");
            }
        }
        Optional<String> table = names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".csv"))
                .findFirst();
        table.ifPresent(name -> found.put(name, "text"));
    }
}
