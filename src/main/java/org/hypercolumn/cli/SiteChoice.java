package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.Format;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.train.RunSite;

/**
 * A recording of a run of several sites.
 *
 * @param data its file or folder
 * @param reading how it is read, but for the site
 * @param site which one, where the folder holds several, else what to call it; empty for its own name
 * @param animal that it was recorded in; empty where nobody said
 */
record SiteChoice(Path data, ReadOptions reading, Optional<String> site, Optional<String> animal) {

    /** How it is read: only the paper's layout has names of sites that choose one. */
    ReadOptions options() throws IOException {
        ReadOptions chosen = reading.withSite(site);
        return site.isPresent() && RecordingReader.format(data, chosen) == Format.PAPER ? chosen : reading;
    }

    /** What the run calls it. */
    RunSite named(Recording recording) {
        return new RunSite(site.orElse(recording.site()), animal);
    }
}
