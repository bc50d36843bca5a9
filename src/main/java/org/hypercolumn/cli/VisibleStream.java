package org.hypercolumn.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.hypercolumn.data.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The only way to a standard stream for text that is not ours: ids, paths, messages. Takes UTF-8 and passes it on as
 * {@link VisibleText}. Mutable; for one thread at a time, as a {@link PrintStream} uses it.
 */
final class VisibleStream extends OutputStream {

    private final OutputStream out;
    private final Charset charset;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] begun = {};
    private @Nullable IOException failure;

    /**
     * A stream to {@code out}.
     *
     * @param charset that {@code out} is read in
     */
    VisibleStream(OutputStream out, Charset charset) {
        this.out = out;
        this.charset = charset;
    }

    /** Standard output. */
    static VisibleStream out() {
        return new VisibleStream(new FileOutputStream(FileDescriptor.out), Terminal.charset());
    }

    /** Standard error. */
    static VisibleStream err() {
        return new VisibleStream(new FileOutputStream(FileDescriptor.err), Terminal.charset());
    }

    /** What commands print to; every piece arrives at once. */
    PrintStream printer() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    /** What went wrong first, which a {@link PrintStream} keeps to itself; null if nothing did. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(begun.length + length)
                .put(begun)
                .put(bytes, offset, length)
                .flip();
        CharBuffer text = CharBuffer.allocate(in.remaining());
        decoder.decode(in, text, false);
        begun = new byte[in.remaining()]; // a character whose other bytes come with the next piece
        in.get(begun);
        try {
            out.write(VisibleText.of(text.flip().toString(), charset).getBytes(charset));
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
