package org.hypercolumn.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.nn.MapShape;

/**
 * What a network is, as a value: the blocks of its core and its readout. What it learned is a {@link FittedModel}.
 *
 * @param id name on the command line and in files, for example {@code ff-cnn}
 * @param channels C of every block
 * @param blocks the core, from the stimulus on
 * @param readout from the core's features to the response
 * @param readoutStart where the readout's weights are from; of a {@link ReadoutKind#CENTER_AND_SURROUND} those of the center,
 *     which are a {@link ReadoutKind#CENTER}'s
 */
public record Architecture(String id, int channels, List<Block> blocks, ReadoutKind readout, Start readoutStart) {

    private static final int LARGEST_SIDE = 32_768; // pixels; a file that is damaged can ask for more than memory holds
    private static final int MOST_CHANNELS = 4096;

    /** A file name has 255 bytes or fewer, of which share, seed and the endings of parts take up to 90. */
    private static final int LONGEST_ID = 100;

    /** Devices of Windows, with any ending. */
    private static final String RESERVED = "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?";

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if there is no block or no channel, the first block is not a pooled convolution, the id
     *     is not a plain file name, or no image is large enough
     */
    public Architecture {
        blocks = List.copyOf(blocks);
        checkId(id);
        if (channels < 2 || blocks.isEmpty()) {
            throw new IllegalArgumentException("architecture %s: expected 2 channels and 1 block or more, got %d and %d"
                    .formatted(id, channels, blocks.size()));
        }
        if (channels > MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "architecture %s: expected at most %d channels, got %d".formatted(id, MOST_CHANNELS, channels));
        }
        if (!(blocks.get(0).operation() instanceof Operation.Pooled)) {
            throw new IllegalArgumentException(
                    "architecture %s: expected a pooled block first, which alone reads images".formatted(id));
        }
        long side = smallestSide(blocks, readout);
        if (side > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "architecture %s: expected blocks for images of up to %d pixels a side, got some that need %d"
                            .formatted(id, LARGEST_SIDE, side));
        }
    }

    /** An architecture with new weights everywhere, but for what its blocks say. */
    public Architecture(String id, int channels, List<Block> blocks, ReadoutKind readout) {
        this(id, channels, blocks, readout, Start.anew());
    }

    /** Files are named after it, with a share, a seed and endings behind it, on any system. */
    private static void checkId(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "architecture: expected an id of letters, digits, '.', '_' and '-', got '%s'"
                            .formatted(Excerpt.of(id)));
        }
        if (id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("architecture: expected an id of at most %d characters, got %d: '%s'"
                    .formatted(LONGEST_ID, id.length(), Excerpt.of(id)));
        }
        if (id.endsWith(".") || id.matches(RESERVED)) {
            throw new IllegalArgumentException(
                    "architecture: expected an id that every system takes as the name of a file, got '%s'"
                            .formatted(id));
        }
    }

    /** Whether a text has the letters of an id. */
    static boolean isId(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
    }

    /** The ids of the models that must have been fitted to the same neuron before, each once. */
    public List<String> parents() {
        Set<String> parents = new LinkedHashSet<>();
        blocks.forEach(block -> parents.addAll(block.start().models()));
        parents.addAll(readoutStart.models());
        return List.copyOf(parents);
    }

    /** The same architecture with another dropout wherever it has one; 0 makes training free of chance. */
    public Architecture withDropout(double dropout) {
        List<Block> changed = blocks.stream()
                .map(block -> block.dropout() > 0 ? block.withDropout(dropout) : block)
                .toList();
        return new Architecture(id, channels, changed, readout, readoutStart);
    }

    /**
     * The grid of hypercolumns that the core makes of an image, {@code [H, W, C]}.
     *
     * @throws IllegalArgumentException if the image is too small, or a side has more than 32768 pixels
     */
    public MapShape grid(int imageHeight, int imageWidth) {
        if (imageHeight > LARGEST_SIDE || imageWidth > LARGEST_SIDE) {
            throw new IllegalArgumentException("%s: expected images of at most %d x %d pixels, got %d x %d"
                    .formatted(id, LARGEST_SIDE, LARGEST_SIDE, imageHeight, imageWidth));
        }
        int height = gridSide(blocks, imageHeight);
        int width = gridSide(blocks, imageWidth);
        if (height < readout.smallestSide() || width < readout.smallestSide()) {
            throw new IllegalArgumentException("%s: expected images of %d x %d pixels or more, got %d x %d"
                    .formatted(id, smallestSide(), smallestSide(), imageHeight, imageWidth));
        }
        return new MapShape(height, width, channels);
    }

    /** The fewest rows or columns of an image that leave as many hypercolumns as the readout needs. */
    public int smallestSide() {
        return (int) smallestSide(blocks, readout);
    }

    private static long smallestSide(List<Block> blocks, ReadoutKind readout) {
        return inputSide(blocks, readout.smallestSide());
    }

    /** The fewest rows or columns of an image that leave {@code outputSide}; any number too large, if that is too large. */
    private static long inputSide(List<Block> blocks, long outputSide) {
        long side = outputSide;
        for (int i = blocks.size() - 1; i >= 0 && side <= LARGEST_SIDE; i--) {
            side = blocks.get(i).operation().inputSide(side);
        }
        return side;
    }

    private static int gridSide(List<Block> blocks, int side) {
        int left = side;
        for (Block block : blocks) {
            left = block.operation().outputSide(left);
        }
        return left;
    }

    /**
     * The part of the image that decides the prediction in evaluation: all of it, but for a center readout of hypercolumns that
     * do not depend on each other the field of the center one.
     */
    public Window window(int imageHeight, int imageWidth) {
        grid(imageHeight, imageWidth);
        if (readout != ReadoutKind.CENTER
                || blocks.stream().anyMatch(block -> block.operation().seesAll())) {
            return new Window(0, 0, imageHeight, imageWidth);
        }
        ReceptiveFields fields = fields(blocks, imageHeight, imageWidth);
        return fields.window(fields.center());
    }

    /** Whether a block attends. */
    public boolean hasAttention() {
        return blocks.stream().anyMatch(block -> block.operation() instanceof Operation.Attention);
    }

    /**
     * Which pixels each of the hypercolumns sees that the first block of attention attends over; empty without attention.
     * Their center is the hypercolumn in the middle of an image: a {@link ReadoutKind#CENTER} readout's center itself, or the
     * middle one of those that a full readout's center sees through further convolutions.
     *
     * @throws IllegalArgumentException if the image is too small, or a side has more than 32768 pixels
     */
    public Optional<ReceptiveFields> attended(int imageHeight, int imageWidth) {
        grid(imageHeight, imageWidth);
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).operation() instanceof Operation.Attention) {
                return Optional.of(fields(blocks.subList(0, i), imageHeight, imageWidth));
            }
        }
        return Optional.empty();
    }

    /** Of what blocks make of an image, by their convolutions and pools alone. */
    private static ReceptiveFields fields(List<Block> blocks, int imageHeight, int imageWidth) {
        int rows = gridSide(blocks, imageHeight);
        int columns = gridSide(blocks, imageWidth);
        return new ReceptiveFields(rows, columns, stride(blocks), (int) inputSide(blocks, 1));
    }

    /** Pixels from one hypercolumn to the next. */
    int stride() {
        return stride(blocks);
    }

    private static int stride(List<Block> blocks) {
        int stride = 1;
        for (Block block : blocks) {
            stride *= block.operation().stride();
        }
        return stride;
    }

    /** About how many values a network keeps for one image besides the maps of its blocks. */
    long keptValues(int imageHeight, int imageWidth) {
        long sum = 0;
        int height = imageHeight;
        int width = imageWidth;
        for (Block block : blocks) {
            height = block.operation().outputSide(height);
            width = block.operation().outputSide(width);
            sum += block.operation().keptValues(height, width, channels);
        }
        return sum;
    }

    /**
     * About how many bytes a network takes that is trained on this many images at a time: {@code 4 * batch} times the values
     * of an image, its gradient, the maps of all blocks, padded for the kernels, and what the blocks keep besides, and 16 for
     * each weight with its gradient and two moments.
     *
     * @throws IllegalArgumentException if the image is too small
     */
    public long trainingBytes(int imageHeight, int imageWidth, int batch) {
        long values = 2L * imageHeight * imageWidth + keptValues(imageHeight, imageWidth);
        int height = imageHeight;
        int width = imageWidth;
        for (Block block : blocks) {
            height = block.operation().outputSide(height);
            width = block.operation().outputSide(width);
            values += (long) height * width * Kernels.padded(channels);
        }
        return Float.BYTES * (batch * values + 4 * parameters(imageHeight, imageWidth));
    }

    /**
     * Weights and biases, as PyTorch counts them, without running statistics: 46,017 of ff-cnn on 50 x 50 pixels.
     *
     * @throws IllegalArgumentException if the image is too small
     */
    public long parameters(int imageHeight, int imageWidth) {
        MapShape grid = grid(imageHeight, imageWidth);
        long sum = readout == ReadoutKind.CENTER ? channels + 1 : (long) grid.height() * grid.width() * channels + 1;
        if (readout == ReadoutKind.CENTER_AND_SURROUND) {
            sum += 1 + 3; // a bias each, and the weighted sum's two weights and bias
        }
        long inputChannels = 1;
        for (Block block : blocks) {
            sum += block.operation().parameters(inputChannels, channels);
            inputChannels = channels;
        }
        return sum;
    }

    /**
     * Multiply-adds of one training step for one image, forward and backward, counted densely: 33.1 million for ff-cnn on
     * 50 x 50 pixels. The image itself needs no gradient, nor does what lies below the first block that is trained; linear
     * readouts are left out.
     */
    public long multiplyAddsPerImage(int imageHeight, int imageWidth) {
        long sum = 0;
        int height = imageHeight;
        int width = imageWidth;
        long inputChannels = 1;
        boolean trainedBelow = false;
        for (Block block : blocks) {
            Operation operation = block.operation();
            boolean trained = !block.start().isFrozen();
            int passes = 1 + (trained ? 1 : 0) + (trainedBelow ? 1 : 0);
            sum += passes * operation.multiplyAdds(height, width, inputChannels, channels);
            trainedBelow |= trained;
            inputChannels = channels;
            height = operation.outputSide(height);
            width = operation.outputSide(width);
        }
        return sum;
    }
}
