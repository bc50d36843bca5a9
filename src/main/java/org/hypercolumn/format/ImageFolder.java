package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.FileDigests;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;

/**
 * A folder of PNG or JPEG images with a table of responses, see {@link ResponseTable}, and perhaps a {@code recording.yaml}
 * with site, degrees_per_pixel and response_unit. The images lie beside the table or in {@code images/}; only those that
 * the table names are read, one at a time.
 */
final class ImageFolder {
    private static final String TABLE = "responses.csv";
    private static final String SAID = "recording.yaml";
    private static final String IMAGES = "images";
    private static final Set<Word> COLUMNS = EnumSet.of(Word.IMAGES, Word.TIERS, Word.IMAGE_IDS, Word.GROUPS);

    private final Path folder;
    private final SortedSet<String> names;
    private final Optional<Mapping> mapping;
    private final Gaps gaps;
    private final FileDigests digests = FileDigests.all();

    /** A reader of a folder that has files of these names. */
    ImageFolder(Path folder, SortedSet<String> names, Optional<Mapping> mapping, Gaps gaps) {
        this.folder = folder;
        this.names = names;
        this.mapping = mapping;
        this.gaps = gaps;
    }

    /**
     * Reads the recording.
     *
     * @param fallback the site's name where nothing says it
     */
    Recording read(String fallback) throws IOException {
        boolean ours = mapping.isEmpty() && names.contains(SAID);
        Path sayer = folder.resolve(SAID);
        Mapping columns = ours ? Mapping.read(sayer) : mapping.orElse(Mapping.none());
        SaidValues said = SaidValues.of(columns, COLUMNS, ours ? sayer : folder, "the columns of the table say");
        if (ours) {
            digests.add(sayer);
        }
        Path file = table();
        ResponseTable table = ResponseTable.read(file, columns);
        digests.add(file);
        Map<String, Integer> placeOf = new LinkedHashMap<>();
        for (ResponseTable.Row row : table.rows()) {
            placeOf.putIfAbsent(row.image(), placeOf.size());
        }
        List<String> remarks = new ArrayList<>(table.remarks());
        Stimuli stimuli = stimuli(file, table, placeOf.keySet(), remarks);
        Presentations shown = presentations(file, table, said, placeOf, stimuli);
        Optional<Tier> training = tier(file, shown, "train", stimuli);
        if (training.isEmpty()) {
            throw new BadDataFileException(file, "expected training images, got none; call their tier train");
        }
        remarks.addAll(shown.remarks());
        return new Recording(
                said.site().orElse(fallback),
                training.get(),
                tier(file, shown, "val", stimuli),
                tier(file, shown, "test", stimuli),
                labels(file, table, said, remarks),
                digests.hexByName());
    }

    private Path table() throws BadDataFileException {
        List<String> tables = names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".csv"))
                .toList();
        if (tables.contains(TABLE) || tables.size() == 1) {
            return folder.resolve(tables.contains(TABLE) ? TABLE : tables.get(0));
        }
        throw new BadDataFileException(
                folder,
                tables.isEmpty()
                        ? "expected a table %s beside the images, got none".formatted(TABLE)
                        : "expected one table, got %s; call the responses %s"
                                .formatted(String.join(", ", tables), TABLE));
    }

    private Stimuli stimuli(Path file, ResponseTable table, Set<String> images, List<String> remarks)
            throws IOException {
        var collected = new GrayImages(images.size());
        var files = new ImageFiles(folder, file);
        Map<String, String> parts = new TreeMap<>();
        for (String image : images) {
            Path picture = files.find(image);
            if (!table.hasIds()) { // else the ids tell which rows are repeats
                files.checkOneName(image, picture);
            }
            collected.add(picture);
            FileDigests one = FileDigests.all();
            one.add(picture);
            one.hexByName().values().forEach(hex -> parts.put(image, hex));
        }
        digests.add(IMAGES, parts);
        remarks.addAll(files.remarks());
        remarks.addAll(collected.remarks());
        return collected.build();
    }

    private Presentations presentations(
            Path file, ResponseTable table, SaidValues said, Map<String, Integer> placeOf, Stimuli stimuli)
            throws IOException {
        var shown = new Presentations(table.neurons().size());
        Map<Integer, String> digestOf = new HashMap<>();
        for (ResponseTable.Row row : table.rows()) {
            int place = placeOf.getOrDefault(row.image(), -1);
            String id = row.imageId() == null ? row.image() : row.imageId();
            List<float[]> trial = List.of(row.responses());
            int stands;
            try {
                stands = shown.add(
                        said.isNone(Word.TIERS) ? null : row.tier(),
                        id,
                        said.isNone(Word.GROUPS) ? null : row.group(),
                        place,
                        trial);
            } catch (ArrayFormatException e) {
                throw new BadDataFileException(file, "row %d: %s".formatted(row.number(), e.problem()), e);
            }
            if (stands != place
                    && !digestOf.computeIfAbsent(place, stimuli::digest)
                            .equals(digestOf.computeIfAbsent(stands, stimuli::digest))) {
                throw new BadDataFileException(
                        file,
                        "row %d: expected the same image wherever image_id is '%s', got another; give each image its own id"
                                .formatted(row.number(), Excerpt.of(id)));
            }
        }
        return shown;
    }

    private Optional<Tier> tier(Path file, Presentations shown, String name, Stimuli stimuli) throws IOException {
        try {
            return shown.tier(name, stimuli, List.of(), gaps);
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, e.problem(), e);
        }
    }

    private RecordingLabels labels(Path file, ResponseTable table, SaidValues said, List<String> remarks)
            throws IOException {
        try {
            NeuronIds ids = NeuronIds.of(table.neurons());
            return new RecordingLabels(ids, said.degreesPerPixel(), said.responseUnit(), remarks);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(file, String.valueOf(e.getMessage()), e);
        }
    }
}
