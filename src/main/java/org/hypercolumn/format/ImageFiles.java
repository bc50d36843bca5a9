package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that a table names, in its folder or the folder {@code images} there, never outside of it. A name may lack
 * its extension or differ in case, as long as one file alone can be meant; what was found so is counted.
 *
 * <p>Mutable: remembers what was found.
 */
final class ImageFiles {
    private static final String IMAGES = "images";
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*|\\\\\\\\.*");

    private final Path folder;
    private final Path table;
    private final Map<Path, List<Path>> listings = new HashMap<>();
    private final Map<Path, String> nameOf = new HashMap<>();
    private final Set<Path> found = new HashSet<>();
    private final Map<String, Integer> inexact = new TreeMap<>();
    private final Map<String, String> examples = new HashMap<>();

    /** Files of a folder that a table in it names. */
    ImageFiles(Path folder, Path table) {
        this.folder = folder;
        this.table = table;
    }

    /**
     * The file of an image, which must not lie outside of the folder, wherever links lead.
     *
     * @throws BadDataFileException if there is none, or several could be meant
     */
    Path find(String name) throws IOException {
        Path file = search(name);
        found.add(file.toRealPath());
        return file;
    }

    private Path search(String name) throws IOException {
        try {
            if (DRIVE.matcher(name).matches() || Path.of(name).isAbsolute()) {
                throw outside(name);
            }
            Optional<Path> exact = exact(name, name);
            if (exact.isEmpty() && name.indexOf('\\') >= 0) { // as Windows separates folders
                exact = exact(name, name.replace('\\', '/'));
            }
            return exact.isPresent() ? exact.get() : near(name, name.replace('\\', '/'));
        } catch (InvalidPathException e) {
            throw problem("'%s' is no file name".formatted(Excerpt.of(name)), e);
        }
    }

    /**
     * Remembers which file a name is for.
     *
     * @throws BadDataFileException if the table has another name for the same file
     */
    void checkOneName(String name, Path file) throws IOException {
        String other = nameOf.putIfAbsent(file.toRealPath(), name);
        if (other != null && !other.equals(name)) {
            throw problem(
                    "expected one name for each image, got '%s' and '%s' for the same file; write it alike in all rows, which are then its repeats"
                            .formatted(Excerpt.of(other), Excerpt.of(name)),
                    null);
        }
    }

    private List<Path> parents() {
        return List.of(folder, folder.resolve(IMAGES));
    }

    private Optional<Path> exact(String said, String name) throws IOException {
        for (Path parent : parents()) {
            Path file = parent.resolve(name);
            if (!file.normalize().startsWith(folder.normalize())) {
                throw outside(said);
            }
            if (Files.isRegularFile(file)) {
                return Optional.of(inside(file, said));
            }
        }
        return Optional.empty();
    }

    private Path inside(Path file, String name) throws IOException {
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
            throw outside(name);
        }
        return file;
    }

    /** The only file that differs in case or by its extension. */
    private Path near(String said, String name) throws IOException {
        String lower = Path.of(name).getFileName() == null
                ? ""
                : Path.of(name).getFileName().toString().toLowerCase(Locale.ROOT);
        List<Path> found = files(name, file -> file.equals(lower));
        String how = "differ from their files in upper and lower case";
        if (found.isEmpty()) {
            found = files(name, file -> isImage(file) && stem(file).equals(lower));
            how = "lack the extension of their files";
        }
        if (found.size() == 1) {
            Path file = inside(found.get(0), said);
            inexact.merge(how, 1, Integer::sum);
            examples.putIfAbsent(how, "'%s' for '%s'".formatted(Excerpt.of(said), nameOf(file)));
            return file;
        }
        if (found.size() > 1) {
            throw problem(
                    "'%s' could be '%s' or '%s'; write the names of files in full"
                            .formatted(Excerpt.of(said), nameOf(found.get(0)), nameOf(found.get(1))),
                    null);
        }
        List<Path> zeros = files(name, file -> isImage(file) && unpadded(file).equals(unpadded(lower)));
        throw problem(
                "expected the image '%s' in %s or its folder %s, got none; %s"
                        .formatted(
                                Excerpt.of(said),
                                folder,
                                IMAGES,
                                zeros.size() == 1
                                        ? "there is '%s': spreadsheets drop leading zeros, so write the names of files in full"
                                                .formatted(nameOf(zeros.get(0)))
                                        : "put it there"),
                null);
    }

    private List<Path> files(String name, Predicate<String> lowerCase) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path parent : parents()) {
            Path place = parent.resolve(name).getParent();
            for (Path file : listing(place == null ? parent : place)) {
                if (lowerCase.test(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT))) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private List<Path> listing(Path place) throws IOException {
        List<Path> known = listings.get(place);
        if (known == null) {
            known = List.of();
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    known = files.filter(Files::isRegularFile).sorted().toList();
                }
            }
            listings.put(place, known);
        }
        return known;
    }

    private static boolean isImage(String lower) {
        return lower.endsWith(".png") || lower.endsWith(".jpg") || lower.endsWith(".jpeg");
    }

    private static String stem(String lower) {
        return lower.substring(0, lower.lastIndexOf('.'));
    }

    /** A name without zeros before its digits, and without its extension. */
    private static String unpadded(String lower) {
        String stem = isImage(lower) ? stem(lower) : lower;
        return stem.replaceAll("(?<!\\d)0+(?=\\d)", "");
    }

    private static String nameOf(Path file) {
        return Excerpt.of(String.valueOf(file.getFileName()));
    }

    private BadDataFileException outside(String image) {
        return problem(
                "expected images in %s, got '%s', which leads out of it; copy the image there, and name it relative to the folder"
                        .formatted(folder, Excerpt.of(image)),
                null);
    }

    private BadDataFileException problem(String problem, @Nullable Exception cause) {
        return cause == null
                ? new BadDataFileException(table, problem)
                : new BadDataFileException(table, problem, cause);
    }

    /** Which names are not those of the files, and how many files are not named, a sentence each. */
    List<String> remarks() throws IOException {
        List<String> remarks = new ArrayList<>();
        Set<Path> others = new HashSet<>();
        for (Path parent : parents()) {
            for (Path file : listing(parent)) {
                if (isImage(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT))) {
                    others.add(file.toRealPath());
                }
            }
        }
        others.removeAll(found);
        if (!others.isEmpty()) {
            remarks.add("PNG and JPEG files in the folder that the table does not name, and that are not read: %d"
                    .formatted(others.size()));
        }
        inexact.forEach((how, count) -> remarks.add(
                "names of images in the table that %s: %d, such as %s".formatted(how, count, examples.get(how))));
        return remarks;
    }
}
