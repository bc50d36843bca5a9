package org.hypercolumn.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
 * <p>Reads F32, F16, BF16, F64, I64 and I32; writes F32 and I64, and as the last of the metadata the {@link #SHA256} of it
 * all, which every reading of the file is checked against. A file from Python has none, or an old one if its metadata were
 * copied from a file of ours; it is known by the layout of its header, and taken as it is. Source: the format's description at
 * https://github.com/huggingface/safetensors.
 */
public final class SafetensorsFile {

    /** Of the metadata that holds the SHA-256 of all else that the file holds. */
    public static final String SHA256 = TensorDigest.KEY;

    private static final long LARGEST = 1L << 30;
    private static final int HEADER_UNIT = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> metadata;
    private final Map<String, Tensor> tensors;
    private final int roundedValues;

    private SafetensorsFile(Map<String, String> metadata, Map<String, Tensor> tensors, int roundedValues) {
        this.metadata = new LinkedHashMap<>(metadata);
        this.tensors = new LinkedHashMap<>(tensors);
        this.roundedValues = roundedValues;
    }

    /** What a file holds or shall hold; maps are copied and keep their order. */
    public static SafetensorsFile of(Map<String, String> metadata, Map<String, Tensor> tensors) {
        return new SafetensorsFile(metadata, tensors, 0);
    }

    /** What was read, with so many values that are doubles in the file and no floats. */
    static SafetensorsFile of(Map<String, String> metadata, Map<String, Tensor> tensors, int roundedValues) {
        return new SafetensorsFile(metadata, tensors, roundedValues);
    }

    /** How many values had to be rounded to single precision when they were read. */
    public int roundedValues() {
        return roundedValues;
    }

    /** A copy of the metadata, with the digest where it was read from a file that has one. */
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
        Map<String, String> texts = metadata();
        texts.remove(SHA256); // of what was read and may have been changed
        texts.put(SHA256, TensorDigest.of(texts, tensors));
        byte[] header = header(texts, tensors);
        int size = tensors.values().stream()
                .mapToInt(tensor -> Math.multiplyExact(width(tensor), tensor.length()))
                .reduce(HEADER_UNIT + header.length, Math::addExact);
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(header.length).put(header);
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

    private static int width(Tensor tensor) {
        return tensor.kind() == Tensor.Kind.WHOLE ? Long.BYTES : Float.BYTES;
    }

    /** The header as we write it: metadata and tensors in their order, padded with spaces. */
    static byte[] header(Map<String, String> metadata, Map<String, Tensor> tensors) {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode texts = header.putObject("__metadata__");
        metadata.forEach(texts::put);
        long end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode described = header.putObject(entry.getKey());
            described.put("dtype", tensor.kind() == Tensor.Kind.WHOLE ? "I64" : "F32");
            var shape = described.putArray("shape");
            Arrays.stream(tensor.shape()).forEach(shape::add);
            long length = (long) width(tensor) * tensor.length();
            described.putArray("data_offsets").add(end).add(end + length);
            end += length;
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + HEADER_UNIT - 1) / HEADER_UNIT * HEADER_UNIT);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
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
}
