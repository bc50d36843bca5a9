package org.hypercolumn.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;

/** Text of MATLAB 5 files: char arrays and cells of them. */
final class Mat5Text {
    private static final int MOST_CHARACTERS = 1 << 26; // in one array, whatever it is compressed to
    private static final int MOST_TEXTS = 1 << 22;

    private Mat5Text() {}

    /** The rows of a char array, without the spaces that fill them up to one length; one row stays as it is. */
    static List<String> rows(Mat5Elements in, Mat5Matrix matrix) throws IOException, ArrayFormatException {
        ArrayShape shape = matrix.shape();
        if (shape.rank() != 2) {
            throw new ArrayFormatException("expected text of two axes, got " + shape);
        }
        if (shape.length() > MOST_CHARACTERS || shape.size(0) > MOST_TEXTS) {
            throw new ArrayFormatException("expected at most %d texts of %d characters in all, got %s"
                    .formatted(MOST_TEXTS, MOST_CHARACTERS, shape));
        }
        String text = shape.length() == 0 ? "" : decoded(in, in.tag(matrix.end()));
        if (shape.size(0) <= 1) {
            return List.of(text);
        }
        int rows = shape.size(0);
        int[] characters = text.length() == shape.length()
                ? text.chars().toArray()
                : text.codePoints().toArray(); // as scipy counts them
        if (characters.length != shape.length()) {
            throw new ArrayFormatException(
                    "expected %s of characters, got %d; the file is damaged".formatted(shape, characters.length));
        }
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int[] line = new int[shape.size(1)];
            for (int column = 0; column < line.length; column++) {
                line[column] = characters[column * rows + row];
            }
            texts.add(new String(line, 0, line.length).stripTrailing());
        }
        return texts;
    }

    /** The texts of a cell array with one row or one column. */
    static List<String> cells(Mat5Elements in, Mat5Matrix matrix) throws IOException, ArrayFormatException {
        List<String> texts = new ArrayList<>();
        double length = matrix.shape().length();
        long characters = 0;
        for (int cell = 0; cell < length; cell++) {
            Mat5Elements.Tag tag = in.tag(matrix.end());
            Mat5Matrix content = Mat5Matrix.read(in, tag);
            checkText(content, cell + 1, length);
            String text = content.kind() == Mat5Matrix.CHAR ? rows(in, content).get(0) : "";
            characters += text.length();
            if (characters > MOST_CHARACTERS || cell >= MOST_TEXTS) {
                throw new ArrayFormatException("expected at most %d texts of %d characters in all, got more"
                        .formatted(MOST_TEXTS, MOST_CHARACTERS));
            }
            texts.add(text);
            in.skipTo(tag.next());
        }
        return texts;
    }

    /**
     * Lets a cell pass that holds one text, or nothing.
     *
     * @param cell its place, from 1
     * @param cells how many there are
     */
    static void checkText(Mat5Matrix content, int cell, double cells) throws ArrayFormatException {
        boolean empty = content.shape().length() == 0 && content.numeric();
        if (!empty && (content.kind() != Mat5Matrix.CHAR || content.shape().size(0) > 1)) {
            throw MatlabClass.cells(cells, cell, content.described());
        }
    }

    private static String decoded(Mat5Elements in, Mat5Elements.Tag tag) throws IOException, ArrayFormatException {
        boolean big = in.order() == ByteOrder.BIG_ENDIAN;
        Charset utf32 = Charset.forName(big ? "UTF-32BE" : "UTF-32LE");
        Charset charset = switch (tag.type()) {
            case 1, 2 -> StandardCharsets.ISO_8859_1; // int8, uint8
            case 3, 4, 17 -> big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE; // int16, uint16
            case 16 -> StandardCharsets.UTF_8;
            case 18 -> utf32;
            default ->
                throw new ArrayFormatException(
                        "expected characters, got elements of type %d; the file is damaged".formatted(tag.type()));
        };
        ByteBuffer bytes = in.content(tag);
        try {
            return charset.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ArrayFormatException(
                    "expected text in %s, got other bytes; the file is damaged".formatted(charset));
        }
    }
}
