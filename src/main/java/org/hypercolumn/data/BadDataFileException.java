package org.hypercolumn.data;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A file that could not be taken as data; the message is one line that begins with the file's name. */
public final class BadDataFileException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Path path;

    /**
     * Says what is wrong with a file.
     *
     * @param path the file; its name begins the message
     * @param problem what was expected, what was found and what to do, one line without the file's name
     */
    public BadDataFileException(Path path, String problem) {
        super(name(path) + ": " + problem);
        this.path = path;
    }

    /**
     * Says what is wrong with a file, and what failed beneath.
     *
     * @param path the file; its name begins the message
     * @param problem what was expected, what was found and what to do, one line without the file's name
     * @param cause what failed beneath
     */
    public BadDataFileException(Path path, String problem, Throwable cause) {
        super(name(path) + ": " + problem, cause);
        this.path = path;
    }

    /** The file that the message is about, as it was asked for. */
    public Path path() {
        return path;
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return (name == null || name.toString().isEmpty() ? path : name).toString();
    }
}
