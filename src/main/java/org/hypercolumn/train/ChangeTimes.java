package org.hypercolumn.train;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes when files and folders were last changed, and passes over what it cannot see. Mutable. */
final class ChangeTimes implements FileVisitor<Path> {

    private final Map<Path, Instant> found = new HashMap<>();

    /** Looks at a file, or a folder and what is in it. */
    void add(Path root, int depth) {
        try {
            Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), depth, this);
        } catch (IOException e) {
            return; // what it could not see, it has passed over already; nothing more is to be seen
        }
    }

    Map<Path, Instant> found() {
        return found;
    }

    private FileVisitResult note(Path path, BasicFileAttributes attributes) {
        found.put(path, attributes.lastModifiedTime().toInstant());
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return note(directory, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return note(file, attributes);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
        return FileVisitResult.CONTINUE;
    }
}
