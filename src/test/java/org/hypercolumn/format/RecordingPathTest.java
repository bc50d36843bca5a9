package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingPathTest {
    @TempDir
    Path temporary;

    private static Format format(Path path) throws IOException {
        return RecordingPath.of(path).format(Optional.empty());
    }

    private Path folder(String... names) throws IOException {
        Path folder = Files.createTempDirectory(temporary, "lab");
        for (String name : names) {
            if (name.endsWith("/")) {
                Files.createDirectory(folder.resolve(name));
            } else {
                Files.createFile(folder.resolve(name));
            }
        }
        return folder;
    }

    private Path file(String name, byte[] start) throws IOException {
        return Files.write(temporary.resolve(name), start);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "PAPER # train_img_a.npy trainRsp_a.npy val_img_a.npy valRsp_a.npy notes.txt",
                "NPY # images.npy responses.npy",
                "NPY # images.npy responses_trials.npy tiers.npy",
                "NPY # images.npy",
                "SENSORIUM # data/ meta/ config.json",
                "IMAGES # images/ responses.csv",
                "IMAGES # a.png b.PNG responses.csv recording.yaml",
                "IMAGES # a.jpeg activity.CSV"
            })
    void finds_the_format_of_a_folder_by_what_is_in_it(Format format, String names) throws IOException {
        assertThat(format(folder(names.split(" ", -1)))).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({"images/", "responses.csv", "a.png b.png", "data/", "notes.txt"})
    void finds_none_where_a_part_is_missing(String names) throws IOException {
        Path folder = folder(names.split(" ", -1));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> format(folder))
                .withMessageContaining(
                        ": expected {train,val,test}_img_SITE.npy with {train,val,test}Rsp_SITE.npy, or ");
    }

    @Test
    void finds_the_format_of_a_file_by_its_first_bytes() throws IOException {
        String hdf = "\u0089HDF\r\n\u001a\n";
        String matlab = "MATLAB 5.0 MAT-file".concat(" ".repeat(105)).concat("\0\1IM");

        assertThat(format(file("a", bytes("PK\3\4")))).isEqualTo(Format.NPZ);
        assertThat(format(file("b.mat", bytes(hdf)))).isEqualTo(Format.HDF5);
        assertThat(format(file("c", bytes("x".repeat(512) + hdf)))).isEqualTo(Format.HDF5);
        assertThat(format(file("d", bytes(matlab)))).isEqualTo(Format.MATLAB);
        assertThat(format(file("e", bytes("x".repeat(124) + "\1\0MI")))).isEqualTo(Format.MATLAB);
        assertThat(format(file("f", bytes("MATLAB 7.3 MAT-file".concat(" ".repeat(493)) + hdf))))
                .isEqualTo(Format.MATLAB);
    }

    @Test
    void says_what_a_file_is_that_is_no_recording() throws IOException {
        byte[] npy = bytes("\u0093NUMPY\1\0");
        assertRefused(
                file("a.npy", npy),
                "a.npy: expected a recording, got one npy array; give the folder that holds images and responses");
        assertRefused(file("empty", new byte[0]), "empty: expected a recording, got an empty file");
        assertRefused(
                file("a.txt", bytes("image,n1\na.png,1")),
                "a.txt: expected an npz, HDF5, MATLAB or NWB file, or a folder, got a file that begins with"
                        + " 'image,n1?a.png,1'; say its --format if it is one");
        byte[] almost = new byte[128];
        Arrays.fill(almost, (byte) 'I');
        assertThatExceptionOfType(BadDataFileException.class).isThrownBy(() -> format(file("x", almost)));
    }

    private static void assertRefused(Path path, String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> format(path))
                .withMessage(message);
    }

    @Test
    void refuses_a_folder_where_a_format_is_a_file_and_the_other_way_round() throws IOException {
        Path folder = folder("a");
        ReadOptions npz = ReadOptions.found().withFormat(Optional.of(Format.NPZ));
        ReadOptions images = ReadOptions.found().withFormat(Optional.of(Format.IMAGES));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(folder, npz))
                .withMessage("%s: expected a file with a recording of format npz, got a folder", folder.getFileName());
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(folder.resolve("a"), images))
                .withMessage("a: expected a folder with a recording of format images, got a file");
    }

    @Test
    void calls_a_recording_as_its_folder_or_as_its_file_without_the_suffix() throws IOException {
        assertThat(RecordingPath.of(file("m1.s1.mat", new byte[1])).ownName()).isEqualTo("m1.s1");
        assertThat(RecordingPath.of(file(".npz", new byte[1])).ownName()).isEqualTo(".npz");
        Path folder = Files.createDirectory(temporary.resolve("m1.s1"));
        assertThat(RecordingPath.of(folder).ownName()).isEqualTo("m1.s1");
        assertThat(RecordingPath.of(folder.resolve("../m1.s1/.")).ownName()).isEqualTo("m1.s1");
    }
}
