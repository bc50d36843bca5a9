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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                    "expected a safetensors file, got something else or one cut short; copy or save it again");
        }
        dataAt = 8 + (int) length;
        try {
            header = JSON.readTree(bytes, 8, (int) length);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "expected a safetensors header in JSON, got a damaged one; copy or save the file again", e);
        }
    }

    /**
     * What the file holds.
     *
     * @throws IllegalArgumentException if the header does not fit the bytes; says expected, got, what to do
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
        return SafetensorsFile.of(metadata(), tensors);
    }

    /**
     * The texts of the header, which need no more bytes than its own; none where it has no metadata.
     *
     * @throws IllegalArgumentException if the metadata are something else than texts
     */
    Map<String, String> metadata() {
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
    private record Place(String name, String type, List<Integer> sizes, long start, long end) {}

    private Place place(String name, JsonNode described) {
        String who = "tensor %s: ".formatted(shown(name));
        String type = described.path("dtype").asText();
        if (!List.of("F32", "F64", "I64", "I32").contains(type)) {
            throw damaged(who + "expected F32, F64, I64 or I32, got '%s'".formatted(shown(type)));
        }
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
        if (start < 0 || end < start || end > available || end - start != width(type) * length(sizes)) {
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

    private static int width(String type) {
        return type.endsWith("32") ? 4 : 8;
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
        int width = width(place.type());
        float[] values = new float[(int) length(place.sizes())];
        for (int i = 0; i < values.length; i++) {
            int at = dataAt + (int) place.start() + i * width;
            values[i] = switch (place.type()) {
                case "F32" -> in.getFloat(at);
                case "F64" -> (float) in.getDouble(at);
                case "I64" -> in.getLong(at);
                default -> in.getInt(at);
            };
        }
        Tensor.Kind kind = place.type().startsWith("I") ? Tensor.Kind.WHOLE : Tensor.Kind.FLOAT;
        int[] shape = place.sizes().stream().mapToInt(Integer::intValue).toArray();
        return Tensor.of(kind, shape, values);
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
