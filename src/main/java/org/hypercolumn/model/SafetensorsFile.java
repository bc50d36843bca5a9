package org.hypercolumn.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.WholeFile;

/**
 * Named tensors and text metadata in one file, safetensors: the length of a header (8 bytes, little endian), the header
 * (JSON), the values one after the other.
 *
 * <p>Reads F32, F64, I64 and I32; writes F32 and I64. Source: the format's description at
 * https://github.com/huggingface/safetensors.
 */
public final class SafetensorsFile {

    private static final long LARGEST = 1L << 30;
    private static final long LARGEST_HEADER = 1L << 24;
    private static final int HEADER_UNIT = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> metadata;
    private final Map<String, Tensor> tensors;

    private SafetensorsFile(Map<String, String> metadata, Map<String, Tensor> tensors) {
        this.metadata = new LinkedHashMap<>(metadata);
        this.tensors = new LinkedHashMap<>(tensors);
    }

    /** What a file holds or shall hold; maps are copied and keep their order. */
    public static SafetensorsFile of(Map<String, String> metadata, Map<String, Tensor> tensors) {
        return new SafetensorsFile(metadata, tensors);
    }

    /** A copy of the metadata. */
    public Map<String, String> metadata() {
        return new LinkedHashMap<>(metadata);
    }

    /** A copy of the tensors by name. */
    public Map<String, Tensor> tensors() {
        return new LinkedHashMap<>(tensors);
    }

    /**
     * Writes a file, whole or not at all.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        byte[] bytes = bytes();
        WholeFile.write(file, out -> out.write(bytes));
    }

    private byte[] bytes() {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = header.putObject("__metadata__");
            metadata.forEach(texts::put);
        }
        long end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            boolean whole = tensor.kind() == Tensor.Kind.WHOLE;
            ObjectNode described = header.putObject(entry.getKey());
            described.put("dtype", whole ? "I64" : "F32");
            var shape = described.putArray("shape");
            Arrays.stream(tensor.shape()).forEach(shape::add);
            long length = (whole ? 8L : 4L) * tensor.length();
            described.putArray("data_offsets").add(end).add(end + length);
            end += length;
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + HEADER_UNIT - 1) / HEADER_UNIT * HEADER_UNIT;
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(8 + padded + end)).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(padded).put(text);
        while (out.position() < 8 + padded) {
            out.put((byte) ' ');
        }
        for (Tensor tensor : tensors.values()) {
            for (float value : tensor.values()) {
                if (tensor.kind() == Tensor.Kind.WHOLE) {
                    out.putLong((long) value);
                } else {
                    out.putFloat(value);
                }
            }
        }
        return out.array();
    }

    /**
     * Reads a file.
     *
     * @throws BadDataFileException if it is not safetensors, damaged, or holds a type that is not read
     * @throws IOException if it cannot be read
     */
    public static SafetensorsFile read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = DataFile.bytes(file, LARGEST);
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "expected a model file, but there is none at " + file, e);
        }
        try {
            return new SafetensorsReader(bytes).file();
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The metadata of a file; reads the header and nothing behind it.
     *
     * @throws BadDataFileException if it does not begin as safetensors does
     * @throws IOException if it cannot be read
     */
    public static Map<String, String> readMetadata(Path file) throws IOException {
        var begin = new ByteArrayOutputStream();
        try (InputStream in = DataFile.open(file)) {
            begin.writeBytes(in.readNBytes(Long.BYTES));
            if (begin.size() == Long.BYTES) {
                long length = ByteBuffer.wrap(begin.toByteArray())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
                begin.writeBytes(in.readNBytes((int) Math.max(0, Math.min(length, LARGEST_HEADER))));
            }
        }
        try {
            return new SafetensorsReader(begin.toByteArray()).metadata();
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(file, String.valueOf(e.getMessage()), e);
        }
    }
}
