package org.hypercolumn.format;

import java.util.Optional;
import org.hypercolumn.data.Gaps;

/**
 * How a recording is read, as far as its files do not say it.
 *
 * @param format empty to be found out
 * @param site which one, where there are several
 * @param mapping which array is what, where names are not ours
 * @param gaps what becomes of NaN, and of hidden test responses
 */
public record ReadOptions(Optional<Format> format, Optional<String> site, Optional<Mapping> mapping, Gaps gaps) {

    /** All is found out, gaps are refused. */
    public static ReadOptions found() {
        return new ReadOptions(Optional.empty(), Optional.empty(), Optional.empty(), Gaps.REFUSED);
    }

    /** The same with a format said. */
    public ReadOptions withFormat(Optional<Format> changed) {
        return new ReadOptions(changed, site, mapping, gaps);
    }

    /** The same with a site said. */
    public ReadOptions withSite(Optional<String> changed) {
        return new ReadOptions(format, changed, mapping, gaps);
    }

    /** The same with a mapping. */
    public ReadOptions withMapping(Optional<Mapping> changed) {
        return new ReadOptions(format, site, changed, gaps);
    }

    /** The same with other gaps. */
    public ReadOptions withGaps(Gaps changed) {
        return new ReadOptions(format, site, mapping, changed);
    }
}
