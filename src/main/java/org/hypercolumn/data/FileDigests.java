package org.hypercolumn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of each file that is read, computed from the bytes while they pass by.
 *
 * <p>Mutable: grows with every file read; one thread.
 */
public final class FileDigests {
    private final @Nullable Map<String, String> hexByName;

    private FileDigests(@Nullable Map<String, String> hexByName) {
        this.hexByName = hexByName;
    }

    /** Keeps nothing and costs nothing. */
    public static FileDigests none() {
        return new FileDigests(null);
    }

    /** Keeps the digest of every file. */
    public static FileDigests all() {
        return new FileDigests(new LinkedHashMap<>());
    }

    /** File name to SHA-256 in hexadecimal, in the order in which the files were read; empty for {@link #none}. */
    public Map<String, String> hexByName() {
        return hexByName == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(hexByName));
    }

    /** A stream to read {@code in} by, so that its bytes are seen. */
    InputStream watch(InputStream in) {
        return hexByName == null ? in : new DigestInputStream(in, sha256());
    }

    /**
     * Keeps the digest of all that was read.
     *
     * @param watched what {@link #watch} gave, read to its end
     */
    void keep(Path file, InputStream watched) {
        if (hexByName != null && watched instanceof DigestInputStream stream) {
            byte[] digest = stream.getMessageDigest().digest();
            hexByName.put(String.valueOf(file.getFileName()), HexFormat.of().formatHex(digest));
        }
    }

    /**
     * Reads a file to its end and keeps its digest under its own name.
     *
     * @throws IOException if it cannot be read
     */
    public void add(Path file) throws IOException {
        if (hexByName == null) {
            return;
        }
        try (InputStream in = watch(DataFile.open(file))) {
            in.transferTo(OutputStream.nullOutputStream());
            keep(file, in);
        }
    }

    /**
     * Keeps the one digest of many files under a name, of a folder with a file a trial for example.
     *
     * @param parts the files' digests as {@link #hexByName} of another collection gives them
     */
    public void add(String name, Map<String, String> parts) {
        if (hexByName != null) {
            StringBuilder text = new StringBuilder();
            parts.forEach(
                    (file, hex) -> text.append(hex).append("  ").append(file).append('\n'));
            hexByName.put(name, hex(text.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The SHA-256 of bytes in hexadecimal. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
