package org.hypercolumn.format;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hypercolumn.data.DataFile;

/** The text of a CSV, as spreadsheets save it: in UTF-8 or UTF-16, perhaps after a line {@code sep=;}. */
final class CsvText {
    private static final int HEADER_CHARACTERS = 1 << 16;
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?[,;\t]*", Pattern.CASE_INSENSITIVE);

    private CsvText() {}

    /**
     * Opens a file; bytes that are no text fail with a {@link java.nio.charset.CharacterCodingException} when read.
     *
     * @return to be closed
     */
    static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(DataFile.open(file));
        try {
            bytes.mark(4);
            byte[] start = bytes.readNBytes(3);
            bytes.reset();
            Charset charset = charset(start);
            BufferedReader text = new BufferedReader(new InputStreamReader(bytes, charset.newDecoder()));
            text.mark(1);
            if (text.read() != '\ufeff') {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** By the byte order mark, or the zeros that half of the bytes of English text in UTF-16 are. */
    private static Charset charset(byte[] start) {
        int first = start.length < 2 ? -1 : start[0] & 0xff;
        int second = start.length < 2 ? -1 : start[1] & 0xff;
        if ((first == 0xff && second == 0xfe) || (first > 0 && second == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        boolean big = (first == 0xfe && second == 0xff) || (first == 0 && second > 0);
        return big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /**
     * What separates cells: what a first line {@code sep=;} says, which is then read; else the comma, semicolon or tab that
     * the header has most of.
     */
    static char separator(BufferedReader text) throws IOException {
        text.mark(HEADER_CHARACTERS);
        int[] counts = new int[3];
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        for (int character = text.read(); character >= 0; character = text.read()) {
            quoted ^= character == '"';
            if (line.length() == HEADER_CHARACTERS - 1 || (!quoted && (character == '\n' || character == '\r'))) {
                break;
            }
            int which = quoted ? -1 : ",;\t".indexOf(character);
            if (which >= 0) {
                counts[which]++;
            }
            line.append((char) character);
        }
        text.reset();
        Matcher said = SEPARATOR_LINE.matcher(line);
        if (said.matches()) {
            text.readLine();
            return said.group(1).charAt(0);
        }
        char most = counts[1] > counts[0] ? ';' : ',';
        return counts[2] > Math.max(counts[0], counts[1]) ? '\t' : most;
    }
}
