package org.hypercolumn.prepare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hypercolumn.format.Format;

/**
 * What a recording was made of.
 *
 * @param name of its file or folder
 * @param format as which it was read
 * @param sha256 file name to SHA-256 in hexadecimal of each file read
 */
public record Source(String name, Format format, Map<String, String> sha256) {
    /** Puts it together. */
    public Source {
        sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
    }
}
