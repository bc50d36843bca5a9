package org.hypercolumn.prepare;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.CountedStream;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.WholeFile;

/**
 * An HDF5 file with its arrays at the top level, each in one piece, uncompressed. The same arrays give the same bytes on
 * every machine: there are no times, and nothing of the machine, in the file.
 *
 * <p>Source: HDF5 File Format Specification 3.0, superblock version 2 and object headers version 2.
 */
final class HdfOutput implements ArrayOutput {
    static final String ABOUT = "recording_json";

    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel channel;
    private final Map<String, Long> addressOf = new LinkedHashMap<>();
    private long end;

    HdfOutput(Path file) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        try {
            append(HdfMessages.superblock(0, 0)); // its place; it is written when all else is there
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void numbers(String name, ElementType type, int[] shape, WholeFile.Content elements) throws IOException {
        long bytes = type.bytes();
        for (int size : shape) {
            bytes = Math.multiplyExact(bytes, size);
        }
        dataset(name, HdfMessages.number(type), shape, bytes, elements);
    }

    @Override
    public void texts(String name, List<String> texts) throws IOException {
        texts(name, texts, new int[] {texts.size()});
    }

    @Override
    public void text(String name, String text) throws IOException {
        texts(name, List.of(text), new int[0]);
    }

    private void texts(String name, List<String> texts, int[] shape) throws IOException {
        List<byte[]> encoded = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        int width =
                Math.max(1, encoded.stream().mapToInt(text -> text.length).max().orElse(1));
        dataset(name, HdfMessages.text(width), shape, (long) width * encoded.size(), out -> {
            for (byte[] text : encoded) {
                out.write(Arrays.copyOf(text, width));
            }
        });
    }

    @Override
    public void about(byte[] json) throws IOException {
        texts(ABOUT, List.of(new String(json, StandardCharsets.UTF_8)), new int[0]);
    }

    private void dataset(String name, byte[] type, int[] shape, long bytes, WholeFile.Content elements)
            throws IOException {
        addressOf.put(name, end);
        int header = HdfMessages.dataset(type, shape, 0, bytes).length; // as long wherever the elements are
        append(HdfMessages.dataset(type, shape, end + header, bytes));
        channel.position(end);
        var buffered = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        var counted = new CountedStream(buffered);
        elements.writeTo(counted);
        counted.flush();
        counted.checkCount(bytes);
        end += bytes;
    }

    @Override
    public void finish() throws IOException {
        long root = end;
        append(HdfMessages.group(addressOf));
        channel.position(0);
        write(HdfMessages.superblock(end, root));
        channel.force(true);
    }

    private void append(byte[] bytes) throws IOException {
        channel.position(end);
        write(bytes);
        end += bytes.length;
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
