package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;

/** Where a recording is, and which format is found there. */
final class RecordingPath {
    private static final String IMAGES = "images.npy";
    private static final String RESPONSES = "responses.npy";
    private static final String TRIALS = "responses_trials.npy";

    private final Path path;
    private final boolean folder;
    private final SortedSet<String> names;

    private RecordingPath(Path path, boolean folder, SortedSet<String> names) {
        this.path = path;
        this.folder = folder;
        this.names = names;
    }

    /**
     * Looks what is there.
     *
     * @throws BadDataFileException if there is nothing, or nothing that may be read
     */
    static RecordingPath of(Path path) throws IOException {
        if (!Files.isDirectory(path) && Files.exists(path)) {
            DataFile.check(path);
            return new RecordingPath(path, false, new TreeSet<>());
        }
        try (Stream<Path> files = Files.list(path)) {
            return new RecordingPath(
                    path,
                    true,
                    files.map(file -> String.valueOf(file.getFileName()))
                            .collect(Collectors.toCollection(TreeSet::new)));
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(
                    path, "there is no such file or folder (%s); check the path".formatted(path), e);
        } catch (AccessDeniedException e) {
            throw new BadDataFileException(path, "may not be read (%s); check its permissions".formatted(path), e);
        }
    }

    Path path() {
        return path;
    }

    /** Names of the folder's files and folders; none of a file. */
    SortedSet<String> names() {
        return names;
    }

    /** The path as the folder that a format is in. */
    Path folder(Format format) throws BadDataFileException {
        if (!folder) {
            throw new BadDataFileException(
                    path, "expected a folder with a recording of format %s, got a file".formatted(format.id()));
        }
        return path;
    }

    /** The path as the file that a format is in. */
    Path file(Format format) throws BadDataFileException {
        if (folder) {
            throw new BadDataFileException(
                    path, "expected a file with a recording of format %s, got a folder".formatted(format.id()));
        }
        return path;
    }

    /** What a recording that has no name of its own is called: as its file without the suffix, or its folder. */
    String ownName() {
        Path name = path.toAbsolutePath().normalize().getFileName();
        String own = name == null ? "recording" : name.toString();
        int dot = folder ? -1 : own.lastIndexOf('.');
        return dot > 0 ? own.substring(0, dot) : own;
    }

    /**
     * The format that is found here.
     *
     * @param site where files of several recordings are mixed
     * @throws BadDataFileException if none is, or several could be meant
     */
    Format format(Optional<String> site) throws IOException {
        return folder ? formatOfFolder(site) : formatOfFile();
    }

    private Format formatOfFolder(Optional<String> site) throws BadDataFileException {
        SortedSet<String> sites = PaperLayout.sites(names);
        boolean pair = names.contains(IMAGES) && (names.contains(RESPONSES) || names.contains(TRIALS));
        if (!sites.isEmpty()) {
            if (site.isEmpty() && pair) {
                throw new BadDataFileException(
                        path,
                        "expected one recording, got both %s with %s and files of the site %s; give the site or move some away"
                                .formatted(IMAGES, RESPONSES, String.join(", ", sites)));
            }
            return Format.PAPER;
        }
        if (names.contains("meta") && names.contains("data")) {
            return Format.SENSORIUM;
        }
        if (names.contains(IMAGES) || names.contains(RESPONSES)) {
            return Format.NPY;
        }
        boolean pictures = names.stream().anyMatch(name -> hasSuffix(name, ".png", ".jpg", ".jpeg"));
        if (names.stream().anyMatch(name -> hasSuffix(name, ".csv")) && (pictures || names.contains("images"))) {
            return Format.IMAGES;
        }
        throw new BadDataFileException(
                path,
                "expected {train,val,test}_img_SITE.npy with {train,val,test}Rsp_SITE.npy, or %s with %s, or a Sensorium scan, or images with a CSV, got %s; give the folder or file that holds the recording, or say its --format"
                        .formatted(IMAGES, RESPONSES, names.isEmpty() ? "an empty folder" : PaperLayout.some(names)));
    }

    private Format formatOfFile() throws IOException {
        return FileKind.of(path);
    }

    private static boolean hasSuffix(String name, String... suffixes) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String suffix : suffixes) {
            if (lower.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }
}
