package org.hypercolumn.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads the bytes of a safetensors file. Believes nothing that the header says before it fits the bytes. */
final class SafetensorsReader {

    private static final long LARGEST_SIZE = 1L << 30;
    private static final int SHOWN_CHARACTERS = 60;
    private static final String METADATA = "__metadata__";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ByteBuffer in;
    private final int dataAt;
    private final JsonNode header;

    /**
     * Takes the header apart.
     *
     * @throws IllegalArgumentException if the bytes have none; says expected, got, what to do
     */
    SafetensorsReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.length < 8 ? -1 : in.getLong(0);
        if (length < 2 || length > bytes.length - 8 || bytes[8] != '{') {
            throw new IllegalArgumentException(
                    isZip(bytes)
                            ? "expected a safetensors file, got a zip archive, as torch.save writes it; save the state_dict"
                                    + " with safetensors.torch.save_file"
                            : "expected a safetensors file, got something else or one cut short; copy or save it again");
        }
        dataAt = 8 + (int) length;
        try {
            header = JSON.readTree(bytes, 8, (int) length);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "expected a safetensors header in JSON, got a damaged one; copy or save the file again", e);
        }
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    /**
     * What the file holds.
     *
     * @throws IllegalArgumentException if the header does not fit the bytes, or they are not those that the file's own digest is
     *     of; says expected, got, what to do
     */
    SafetensorsFile file() {
        List<Place> places = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                places.add(place(entry.getKey(), entry.getValue()));
            }
        }
        checkOneAfterTheOther(places);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        places.forEach(place -> tensors.put(place.name(), tensor(place)));
        Map<String, String> metadata = metadata();
        if (isLaidOutByUs(metadata, tensors)) { // else the digest is an old one that another program has kept
            check(metadata, tensors);
        }
        return SafetensorsFile.of(
                metadata, tensors, places.stream().mapToInt(this::rounded).sum());
    }

    /** Whether the header is as we write it to the last space, the digest last of the metadata. */
    private boolean isLaidOutByUs(Map<String, String> metadata, Map<String, Tensor> tensors) {
        byte[] stored = Arrays.copyOfRange(in.array(), Long.BYTES, dataAt);
        List<String> keys = List.copyOf(metadata.keySet());
        return keys.indexOf(TensorDigest.KEY) == keys.size() - 1
                && Arrays.equals(stored, SafetensorsFile.header(metadata, tensors));
    }

    private static void check(Map<String, String> metadata, Map<String, Tensor> tensors) {
        String digest = metadata.get(TensorDigest.KEY);
        if (digest != null && !digest.equals(TensorDigest.of(metadata, tensors))) {
            throw new IllegalArgumentException(
                    "is damaged: its weights or metadata are not those that its SHA-256 is of; copy it again, or, if another"
                            + " program changed them on purpose, take %s out of its metadata"
                                    .formatted(TensorDigest.KEY));
        }
    }

    /** The texts of the header; none where it has no metadata. */
    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!header.has(METADATA)) {
            return metadata;
        }
        JsonNode texts = header.path(METADATA);
        if (!texts.isObject() || !texts.valueStream().allMatch(JsonNode::isTextual)) {
            throw damaged("expected metadata as an object of texts, got " + shown(texts.toString()));
        }
        texts.properties()
                .forEach(text -> metadata.put(text.getKey(), text.getValue().asText()));
        return metadata;
    }

    /**
     * Where a tensor lies.
     *
     * @param sizes its shape
     * @param start first byte, counted from the first value of the file
     * @param end first byte behind it
     */
    private record Place(String name, StoredType type, List<Integer> sizes, long start, long end) {}

    private Place place(String name, JsonNode described) {
        String who = "tensor %s: ".formatted(shown(name));
        String dtype = described.path("dtype").asText();
        StoredType type = StoredType.of(dtype)
                .orElseThrow(() ->
                        damaged(who + "expected F32, F16, BF16, F64, I64 or I32, got '%s'".formatted(shown(dtype))));
        JsonNode shape = described.path("shape");
        boolean sized = shape.isArray() && shape.valueStream().allMatch(SafetensorsReader::isSize);
        if (!sized) {
            throw damaged(who
                    + "expected a shape of sizes up to %d, got %s".formatted(LARGEST_SIZE, shown(shape.toString())));
        }
        List<Integer> sizes = shape.valueStream().map(JsonNode::asInt).toList();
        long start = offset(described, 0);
        long end = offset(described, 1);
        int available = in.capacity() - dataAt;
        if (start < 0 || end < start || end > available || end - start != type.width() * length(sizes)) {
            throw damaged(who
                    + "expected %s of %s inside the file, got bytes %d to %d of %d"
                            .formatted(shown(sizes.toString()), type, start, end, available));
        }
        return new Place(name, type, sizes, start, end);
    }

    private static boolean isSize(JsonNode node) {
        return node.isIntegralNumber()
                && node.canConvertToLong()
                && node.asLong() >= 0
                && node.asLong() <= LARGEST_SIZE;
    }

    private static long offset(JsonNode described, int which) {
        JsonNode offset = described.path("data_offsets").path(which);
        return offset.isIntegralNumber() && offset.canConvertToLong() ? offset.asLong() : -1;
    }

    /** How many values; more than any file has where they cannot be counted. */
    private static long length(List<Integer> sizes) {
        long length = sizes.contains(0) ? 0 : 1;
        for (int size : sizes) {
            length = Math.min(length * size, LARGEST_SIZE);
        }
        return length;
    }

    /** So says the format; else a small file could ask for tensors without end. */
    private void checkOneAfterTheOther(List<Place> places) {
        int available = in.capacity() - dataAt;
        long next = 0;
        for (Place place : places.stream()
                .sorted(Comparator.comparingLong(Place::start).thenComparingLong(Place::end))
                .toList()) {
            if (place.start() != next) {
                throw damaged(
                        "expected tensors one after the other in %d bytes, got tensor %s from byte %d where %d comes next"
                                .formatted(available, shown(place.name()), place.start(), next));
            }
            next = place.end();
        }
        if (next != available) {
            throw damaged("expected tensors one after the other in %d bytes, got %d bytes of tensors"
                    .formatted(available, next));
        }
    }

    private Tensor tensor(Place place) {
        float[] values = new float[(int) length(place.sizes())];
        for (int i = 0; i < values.length; i++) {
            values[i] = place.type().read(in, byteOf(place, i));
        }
        int[] shape = place.sizes().stream().mapToInt(Integer::intValue).toArray();
        return Tensor.of(place.type().kind(), shape, values);
    }

    private int byteOf(Place place, int value) {
        return dataAt + (int) place.start() + value * place.type().width();
    }

    /** How many values of a tensor are not quite what the file has. */
    private int rounded(Place place) {
        return (int) IntStream.range(0, (int) length(place.sizes()))
                .filter(value -> place.type().isRounded(in, byteOf(place, value)))
                .count();
    }

    private static IllegalArgumentException damaged(String problem) {
        return new IllegalArgumentException(problem + "; copy or save the file again");
    }

    /** A piece of the file's own text, made fit for one line. */
    private static String shown(String text) {
        String start = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
