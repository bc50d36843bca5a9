package org.hypercolumn.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hypercolumn.data.EditDistance;

/** The layouts of recordings that can be read. */
public enum Format {
    /** The paper's: {@code {train,val,test}_img_SITE.npy} with {@code {train,val,test}Rsp_SITE.npy} in a folder. */
    PAPER,
    /** {@code images.npy} and {@code responses.npy} in a folder, with more arrays beside them. */
    NPY,
    /** Named arrays in an npz file. */
    NPZ,
    /** Named arrays in an HDF5 file. */
    HDF5,
    /** Named arrays in a MATLAB file, version 5 to 7.3. */
    MATLAB,
    /** Neurodata Without Borders 2. */
    NWB,
    /** A scan of the Sensorium 2022 competition: a folder with a file a trial. */
    SENSORIUM,
    /** A folder of PNG or JPEG images with a CSV of responses. */
    IMAGES;

    /** Name on the command line and in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of an id.
     *
     * @throws IllegalArgumentException if there is none; the message suggests the nearest
     */
    public static Format of(String id) {
        List<String> ids = Arrays.stream(values()).map(Format::id).toList();
        int place = ids.indexOf(id);
        if (place < 0) {
            throw new IllegalArgumentException("format: expected one of %s, got '%s'%s"
                    .formatted(String.join(", ", ids), id, EditDistance.hint(id, ids)));
        }
        return values()[place];
    }
}
