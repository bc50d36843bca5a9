package org.hypercolumn.format;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of the formats that images come in and that are not read, by the bytes that a file begins with. */
final class OtherFormat {
    /** Bytes that tell them apart. */
    static final int BYTES = 32;

    private static final Map<Pattern, String> NAMES = new LinkedHashMap<>();

    static {
        put("(II[*+]\0|MM\0[*+])", "TIFF");
        put("BM", "BMP");
        put("GIF8", "GIF");
        put("RIFF....WEBP", "WebP");
        put("....ftyp(hei|hev|mif1|msf1)", "HEIC");
        put("....ftypavi", "AVIF");
        put("....ftyp", "a video");
        put("(\0\0\0\fjP  |\u00ffO\u00ffQ)", "JPEG 2000");
        put("(\0\0\0\fJXL |\u00ff\n)", "JPEG XL");
        put("8BPS", "a Photoshop file");
        put("P[1-7]\\s", "PNM");
        put("v/1\u0001", "OpenEXR");
        put("%PDF", "PDF");
        put("%!PS", "PostScript");
        put("\u0093NUMPY", "a numpy array");
        put("version https://git-lfs", "a Git LFS pointer");
        put("\\s*<", "SVG or HTML");
    }

    private OtherFormat() {}

    private static void put(String start, String name) {
        NAMES.put(Pattern.compile(start, Pattern.DOTALL), name);
    }

    /** What a file that is neither PNG nor JPEG is, and what to do. */
    static String problem(byte[] start) {
        if (start.length == 0) {
            return "expected PNG or JPEG, got an empty file; copy it again";
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String name = NAMES.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(text).lookingAt())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("another format");
        return "expected PNG or JPEG, got %s; %s"
                .formatted(
                        name,
                        name.toLowerCase(Locale.ROOT).contains("pointer")
                                ? "fetch the image itself with git lfs pull"
                                : "save it as PNG of the same size and bits a pixel");
    }
}
