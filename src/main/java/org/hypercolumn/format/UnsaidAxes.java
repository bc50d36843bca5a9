package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/**
 * Guards the axes that a mapping does not say. They are taken to be in our order; where their lengths allow another order just
 * as well, the mapping has to say which it is, since nothing that follows could tell.
 *
 * <p>Mutable: collects remarks.
 */
final class UnsaidAxes {
    /** Statistics that only {@code prepare} writes: in such a recording the order of axes is known. */
    private static final List<String> PREPARED = List.of("image_mean", "image_sd", "response_sd", "response_divisor");

    private static final List<String> ORDERS_OF_THREE = List.of("SHW", "HWS");
    private static final List<String> ORDERS_OF_FOUR = List.of("SHW1", "HWS1", "S1HW", "HW1S", "1SHW", "1HWS");

    private final ArraySource source;
    private final Mapping mapping;
    private final boolean prepared;
    private final List<String> remarks = new ArrayList<>();

    UnsaidAxes(ArraySource source, Mapping mapping) {
        this.source = source;
        this.mapping = mapping;
        this.prepared = source.names().containsAll(PREPARED);
    }

    /**
     * Looks at the images.
     *
     * @param name of their array
     * @param responses shape of the means or trials beside them; empty where these are rows, which do not count the images
     * @param word what these are
     * @throws ArrayFormatException if the images may be in another order, or are in one
     */
    void checkImages(String name, Optional<ArrayShape> responses, Word word) throws IOException, ArrayFormatException {
        ArrayShape shape = source.shape(name);
        if (prepared || mapping.axes(Word.IMAGES).isPresent() || shape.rank() < 3 || shape.rank() > 4) {
            return;
        }
        String usual = shape.rank() == 3 ? "SHW" : shape.size(3) == 1 ? "SHW1" : "S1HW";
        List<String> orders = orders(shape, responses, word);
        if (orders.stream().allMatch(order -> images(shape, order) <= 1)) {
            return;
        }
        List<String> square = orders.stream()
                .filter(order -> shape.size(order.indexOf('H')) == shape.size(order.indexOf('W')))
                .toList();
        List<String> likely = square.isEmpty() ? orders : square;
        if (!orders.contains(usual)) {
            throw new ArrayFormatException(
                    "expected images [S, H, W] or [S, 1, H, W]%s, got %s; if axis %d counts the images, say the order in a mapping: %s"
                            .formatted(
                                    responses.isEmpty() ? "" : ", as many as there are responses in " + responses.get(),
                                    shape,
                                    likely.get(0).indexOf('S') + 1,
                                    lines(Word.IMAGES, likely)));
        }
        if (!likely.contains(usual) || square.size() > 1 || hasEqual(shape, likely)) {
            throw ask(Word.IMAGES, shape, orders);
        }
        if (likely.size() > 1 && responses.isPresent()) {
            remarks.add("%s %s is taken as %s; if that is wrong, say its axes in a mapping"
                    .formatted(Excerpt.of(name), shape, brackets(usual)));
        }
    }

    /** Whether several orders have one number of images. */
    private static boolean hasEqual(ArrayShape shape, List<String> orders) {
        return orders.stream().map(order -> images(shape, order)).distinct().count() < orders.size();
    }

    private static String brackets(String axes) {
        return "[" + String.join(", ", axes.split("")) + "]";
    }

    /** The orders that images may be in; none if none fits the responses. */
    private List<String> orders(ArrayShape shape, Optional<ArrayShape> responses, Word word) {
        List<String> possible = new ArrayList<>();
        for (String order : shape.rank() == 3 ? ORDERS_OF_THREE : ORDERS_OF_FOUR) {
            int one = order.indexOf('1');
            if ((one < 0 || shape.size(one) == 1)
                    && (responses.isEmpty() || holds(responses.get(), word, images(shape, order)))) {
                possible.add(order);
            }
        }
        return possible;
    }

    private static int images(ArrayShape shape, String order) {
        return shape.size(order.indexOf('S'));
    }

    /** Whether responses may be to so many images. */
    private boolean holds(ArrayShape responses, Word word, int images) {
        Optional<String> said = mapping.axes(word);
        int at = said.map(axes -> axes.indexOf('S')).orElse(-1);
        return said.isPresent()
                ? at < 0 || at >= responses.rank() || responses.size(at) == images
                : Arrays.stream(responses.sizes()).anyMatch(size -> size == images);
    }

    /**
     * Looks at means or trials.
     *
     * @param name of their array
     * @param word what it is
     * @param images S
     * @throws ArrayFormatException if they may be in another order, or are in one
     */
    void checkResponses(String name, Word word, int images) throws IOException, ArrayFormatException {
        ArrayShape shape = source.shape(name);
        if (prepared || mapping.axes(word).isPresent() || shape.rank() < 2 || shape.rank() > 3) {
            return;
        }
        String usual = shape.rank() == 3 ? "RSN" : "SN";
        List<String> orders = orders(shape, word, images);
        if (orders.contains(usual)) {
            if (hasEqual(shape)) {
                throw ask(word, shape, orders);
            }
            remark(name, shape, word, usual);
        } else if (shape.rank() == 2 && orders.contains("RS")) {
            remark(name, shape, word, "RS");
        } else if (!orders.isEmpty() && (shape.rank() == 3 || shape.size(0) > 1)) {
            throw new ArrayFormatException(
                    "expected responses %s to %d images, got %s; say the order of its axes in a mapping: %s"
                            .formatted(brackets(usual), images, shape, lines(word, orders)));
        }
    }

    /** All orders of axes in which there are responses to so many images. */
    private static List<String> orders(ArrayShape shape, Word word, int images) {
        List<String> all = shape.rank() == 3
                ? List.of("RSN", "NSR", "SRN", "SNR", "RNS", "NRS")
                : word == Word.RESPONSES_TRIALS ? List.of("SN", "SR", "RS", "NS") : List.of("SN", "NS");
        return all.stream().filter(order -> images(shape, order) == images).toList();
    }

    /** Says what is assumed where the numbers of repeats and neurons could well be the other way round. */
    private void remark(String name, ArrayShape shape, Word word, String axes) {
        int repeats = axes.indexOf('R') < 0 ? 1 : shape.size(axes.indexOf('R'));
        int neurons = axes.indexOf('N') < 0 ? 1 : shape.size(axes.indexOf('N'));
        boolean odd = shape.rank() == 3 ? repeats > neurons && neurons > 1 : Math.max(repeats, neurons) > 1;
        if (odd && (word == Word.RESPONSES_TRIALS || shape.rank() == 3)) {
            remarks.add(
                    "%s %s is taken as %s, with %d %s an image and %d %s; if that is wrong, say its axes in a mapping"
                            .formatted(
                                    Excerpt.of(name),
                                    shape,
                                    brackets(axes),
                                    repeats,
                                    repeats == 1 ? "trial" : "trials",
                                    neurons,
                                    neurons == 1 ? "neuron" : "neurons"));
        }
    }

    /**
     * Looks at trials that are rows, {@code [T, N]}.
     *
     * @throws ArrayFormatException if they may as well be columns
     */
    void checkRows(String name) throws IOException, ArrayFormatException {
        ArrayShape shape = source.shape(name);
        if (!prepared && mapping.axes(Word.RESPONSES_TRIALS).isEmpty() && shape.rank() == 2 && hasEqual(shape)) {
            throw ask(Word.RESPONSES_TRIALS, shape, List.of("TN", "NT"));
        }
    }

    /** Whether {@code prepare} wrote the recording, in which nothing has to be asked for. */
    boolean isPrepared() {
        return prepared;
    }

    /** What was assumed, a sentence each. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private static boolean hasEqual(ArrayShape shape) {
        int[] longer = Arrays.stream(shape.sizes()).filter(size -> size > 1).toArray();
        return Arrays.stream(longer).distinct().count() < longer.length;
    }

    private static ArrayFormatException ask(Word word, ArrayShape shape, List<String> orders) {
        return new ArrayFormatException(
                "expected axes that their lengths tell apart, got %s; say in a mapping which is which: %s"
                        .formatted(shape, lines(word, orders)));
    }

    private static String lines(Word word, List<String> orders) {
        return orders.stream()
                .map(order -> "'axes: {%s: %s}'".formatted(word.id(), order))
                .collect(Collectors.joining(" or "));
    }
}
