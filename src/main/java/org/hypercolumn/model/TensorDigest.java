package org.hypercolumn.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The SHA-256 of what a safetensors file holds: every text of its metadata but the digest itself and every tensor's name, shape
 * and values, in the order of their names.
 */
final class TensorDigest {

    /** Of the metadata that holds the digest, in hexadecimal. */
    static final String KEY = "hypercolumn.sha256";

    private TensorDigest() {}

    static String of(Map<String, String> metadata, Map<String, Tensor> tensors) {
        MessageDigest digest = sha256();
        try (var out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            for (Map.Entry<String, String> text : new TreeMap<>(metadata).entrySet()) {
                if (!text.getKey().equals(KEY)) {
                    write(out, text.getKey());
                    write(out, text.getValue());
                }
            }
            for (Map.Entry<String, Tensor> named : new TreeMap<>(tensors).entrySet()) {
                write(out, named.getKey());
                write(out, named.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a digest cannot fail to be written", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, Tensor tensor) throws IOException {
        out.writeInt(tensor.kind() == Tensor.Kind.FLOAT ? 0 : 1);
        out.writeInt(tensor.shape().length);
        for (int size : tensor.shape()) {
            out.writeInt(size);
        }
        var values = new ByteArrayOutputStream(Float.BYTES * tensor.length());
        var buffered = new DataOutputStream(values);
        for (float value : tensor.values()) {
            buffered.writeInt(Float.floatToRawIntBits(value));
        }
        values.writeTo(out);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
