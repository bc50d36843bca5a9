package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Stimuli;

/** A folder of photographs, PNG or JPEG, of any sizes: images to show, without responses. */
public final class PhotoFolder {

    private PhotoFolder() {}

    /**
     * The image files of a folder, by their endings, in the order of their names.
     *
     * @throws BadDataFileException if there are none
     * @throws IOException if the folder cannot be listed
     */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(PhotoFolder::isImage)
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName()))) // paths sort by platform
                    .toList();
            if (files.isEmpty()) {
                throw new BadDataFileException(folder, "expected .png or .jpg files, got none; give their folder");
            }
            return files;
        }
    }

    private static boolean isImage(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    /**
     * One photograph in gray: colors by ITU-R 601, upright.
     *
     * @return {@code [1, H, W]}, gray levels 0 to 255, or of 16 bits 0 to 65535
     * @throws BadDataFileException if it is no image that can be read
     */
    public static Stimuli read(Path file) throws IOException {
        GrayImages images = new GrayImages(1);
        images.add(file);
        return images.build();
    }
}
