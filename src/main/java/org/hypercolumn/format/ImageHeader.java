package org.hypercolumn.format;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What the header of an image says besides its size and samples.
 *
 * @param orientation of the stored pixels
 * @param tone what gray values mean
 */
record ImageHeader(Orientation orientation, Tone tone) {

    private static final Pattern SRGB = Pattern.compile("(?<![a-z])sRGB");
    private static final Pattern LINEAR = Pattern.compile("[Ll]inear|g10");

    /** Which brightness a gray value stands for. */
    enum Tone {
        /** That of sRGB, or nothing is said. */
        STANDARD,
        /** That of another color profile, such as Adobe RGB or a gray gamma. */
        PROFILE,
        /** That of another gamma, as PNG's gAMA chunk says. */
        GAMMA
    }

    /** The tone of an ICC profile, by its description, which is ASCII or UTF-16: sRGB, unless it is linear or extended. */
    static Tone toneOf(byte[] profile) {
        String text = new String(profile, StandardCharsets.ISO_8859_1).replace("\0", "");
        boolean standard = SRGB.matcher(text).find() && !LINEAR.matcher(text).find();
        return standard ? Tone.STANDARD : Tone.PROFILE;
    }
}
