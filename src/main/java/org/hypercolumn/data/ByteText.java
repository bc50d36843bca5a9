package org.hypercolumn.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in single bytes, whose encoding no file says. */
public final class ByteText {
    private ByteText() {}

    /** The first {@code length} bytes as UTF-8, which ASCII is too; as Latin-1 if they are not UTF-8. */
    public static String of(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
