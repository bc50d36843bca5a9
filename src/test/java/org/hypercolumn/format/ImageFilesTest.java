package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
    @TempDir
    Path folder;

    private Path table = Path.of("");

    @BeforeEach
    void files() throws IOException {
        table = folder.resolve("responses.csv");
        for (String name : new String[] {"0007.png", "both.png", "both.jpg", "sub/Deep.PNG", "photo.v2.JPG"}) {
            Path file = folder.resolve("images").resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        Files.createFile(folder.resolve("beside.jpeg"));
    }

    private Path find(String name) throws IOException {
        return new ImageFiles(folder, table).find(name);
    }

    private static void assertRefused(ThrowingCallable call, String problem) {
        assertThatExceptionOfType(BadDataFileException.class).isThrownBy(call).withMessage("responses.csv: " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "0007.png, images/0007.png",
        "images/0007.png, images/0007.png",
        "images\\0007.png, images/0007.png",
        "sub\\Deep.PNG, images/sub/Deep.PNG",
        "0007.PNG, images/0007.png",
        "0007, images/0007.png",
        "images\\0007, images/0007.png",
        "sub/deep.png, images/sub/Deep.PNG",
        "PHOTO.v2, images/photo.v2.JPG",
        "beside, beside.jpeg"
    })
    void finds_the_only_file_that_can_be_meant(String name, String file) throws IOException {
        assertThat(folder.relativize(find(name))).hasToString(file);
    }

    @Test
    void asks_where_several_files_can_be_meant() {
        assertRefused(() -> find("both"), "'both' could be 'both.jpg' or 'both.png'; write the names of files in full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.png", "7", "007"})
    void says_that_leading_zeros_were_lost(String name) {
        assertRefused(
                () -> find(name),
                ("expected the image '%s' in %s or its folder images, got none; there is '0007.png':"
                                + " spreadsheets drop leading zeros, so write the names of files in full")
                        .formatted(name, folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.png", "70", "both.gif", "sub", "sub/"})
    void refuses_what_is_not_there(String name) {
        assertRefused(
                () -> find(name),
                "expected the image '%s' in %s or its folder images, got none; put it there".formatted(name, folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\lab\\images\\0007.png", "d:/0007.png", "\\\\server\\lab\\0007.png", "..\\0007.png"})
    void refuses_paths_of_windows_that_lead_out_of_the_folder(String name) {
        assertRefused(
                () -> find(name),
                ("expected images in %s, got '%s', which leads out of it;"
                                + " copy the image there, and name it relative to the folder")
                        .formatted(folder, name));
    }

    @Test
    void counts_names_that_are_not_those_of_files_and_files_without_a_name() throws IOException {
        var files = new ImageFiles(folder, table);
        files.find("0007");
        files.find("BESIDE");
        files.find("sub/DEEP.png");

        assertThat(files.remarks())
                .containsExactly(
                        "PNG and JPEG files in the folder that the table does not name, and that are not read: 3",
                        "names of images in the table that differ from their files in upper and lower case: 1, such as"
                                + " 'sub/DEEP.png' for 'Deep.PNG'",
                        "names of images in the table that lack the extension of their files: 2, such as '0007' for '0007.png'");
    }

    @Test
    void refuses_two_names_for_one_file() throws IOException {
        var files = new ImageFiles(folder, table);
        files.checkOneName("0007.png", files.find("0007.png"));
        files.checkOneName("0007.png", files.find("0007.png"));

        assertRefused(
                () -> files.checkOneName("0007.PNG", files.find("0007.PNG")),
                "expected one name for each image, got '0007.png' and '0007.PNG' for the same file;"
                        + " write it alike in all rows, which are then its repeats");
    }
}
