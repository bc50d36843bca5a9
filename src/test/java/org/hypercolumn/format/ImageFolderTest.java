package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.Recording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ImageFolderTest {
    @TempDir
    Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void two_images() throws IOException {
        folder = Files.createDirectories(temporary.resolve("lab/images")).getParent();
        gray("images/a.png", 8);
        gray("images/b.png", 9);
        table("image,n1,n2\na.png,1,2\nb.png,3,4\n");
    }

    private Path gray(String name, int value) throws IOException {
        BufferedImage image = new BufferedImage(5, 3, BufferedImage.TYPE_BYTE_GRAY);
        int[] pixels = new int[15];
        Arrays.fill(pixels, value);
        image.getRaster().setPixels(0, 0, 5, 3, pixels);
        return png(name, image);
    }

    private Path png(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
        return file;
    }

    private void table(String csv) throws IOException {
        Files.writeString(folder.resolve("responses.csv"), csv);
    }

    private Recording read() throws IOException {
        return RecordingReader.read(folder, ReadOptions.found());
    }

    private float[] pixels(int stimulus) throws IOException {
        Recording recording = read();
        float[] pixels = new float[recording.height() * recording.width()];
        recording.training().stimuli().copyTo(stimulus, pixels, 0);
        return pixels;
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::read)
                .withMessage(message);
    }

    @Test
    void reads_a_row_a_presentation_and_a_column_a_neuron() throws IOException {
        table("""
                image,tier,image_id,group,repeat,n1,n2
                a.png,train,A,g,0,1,2
                b.png,test,B,h,0,3,
                b.png,test,B,h,1,5,NaN

                b.png,test,B,h,2,NA,1e1
                """);

        Recording recording = read();

        assertThat(recording.site()).isEqualTo("lab");
        assertThat(recording.labels().neuronIds().all()).containsExactly("n1", "n2");
        assertThat(recording.training().stimuli()).hasToString("stimuli [1, 3, 5]");
        assertThat(recording.training().labels().ids()).containsExactly("A");
        assertThat(recording.test()).hasValueSatisfying(test -> {
            assertThat(test.labels().groups())
                    .hasValueSatisfying(groups -> assertThat(groups).containsExactly("h"));
            assertThat(test.stimuli().mean()).isEqualTo(9);
            assertThat(test.responses().at(0, 0)).isEqualTo(4); // (3 + 5) / 2
            assertThat(test.responses().at(0, 1)).isEqualTo(10);
            assertThat(test.responses().trials().orElseThrow().repeats()).isEqualTo(3);
        });
        assertThat(recording.sha256()).containsOnlyKeys("responses.csv", "images");
    }

    @Test
    void ignores_columns_that_recording_yaml_dismisses() throws IOException {
        table("image,tier,group,n1\na.png,easy,A,1\na.png,hard,B,2\n");
        Files.writeString(folder.resolve("recording.yaml"), "tiers: none\ngroups: none\n");

        Recording recording = read();

        assertThat(recording.tiers()).containsOnlyKeys("train");
        assertThat(recording.training().responses().at(0, 0)).isEqualTo(1.5f);
        assertThat(recording.training().labels().groups()).isEmpty();
    }

    @Test
    void names_images_by_their_files_where_the_table_has_no_ids() throws IOException {
        assertThat(read().training().labels().ids()).containsExactly("a.png", "b.png");
        assertThat(read().training().labels().named()).isTrue();
        assertThat(read().training().labels().groups()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void reads_tables_that_other_marks_separate(String mark) throws IOException {
        table("\ufeffimage,n1,n2\r\na.png,1,2\r\n\"b.png\",3,-4.5e-1\r\n".replace(",", mark));

        assertThat(read().training().responses().at(1, 1)).isEqualTo(-0.45f);
    }

    @Test
    void reads_the_only_table_whatever_its_name_and_images_beside_it() throws IOException {
        Files.move(folder.resolve("responses.csv"), folder.resolve("Activity.CSV"));
        Files.move(folder.resolve("images/a.png"), folder.resolve("a.png"));

        assertThat(read().training().count()).isEqualTo(2);

        Files.copy(folder.resolve("Activity.CSV"), folder.resolve("b.csv"));
        assertRefused("lab: expected one table, got Activity.CSV, b.csv; call the responses responses.csv");
    }

    @Test
    void reads_what_recording_yaml_says() throws IOException {
        Files.writeString(
                folder.resolve("recording.yaml"), "{site: m1, degrees_per_pixel: 0.25, response_unit: spikes}");

        assertThat(read().site()).isEqualTo("m1");
        assertThat(read().labels().degreesPerPixel()).hasValue(0.25);
        assertThat(read().labels().responseUnit()).hasValue("spikes");
        assertThat(read().sha256()).containsOnlyKeys("recording.yaml", "responses.csv", "images");

        Files.writeString(folder.resolve("recording.yaml"), "neuron_ids: x");
        assertRefused(
                "recording.yaml: expected site, degrees_per_pixel, response_unit, images, tiers, image_ids or groups, got neuron_ids,"
                        + " which the columns of the table say");
    }

    @Test
    void keeps_gray_of_16_bits() throws IOException {
        for (String name : new String[] {"images/a.png", "images/b.png"}) {
            BufferedImage image = new BufferedImage(5, 3, BufferedImage.TYPE_USHORT_GRAY);
            image.getRaster().setSample(2, 1, 0, 65535);
            image.getRaster().setSample(3, 1, 0, 257);
            png(name, image);
        }

        assertThat(pixels(1)).containsExactly(0, 0, 0, 0, 0, 0, 0, 65535, 257, 0, 0, 0, 0, 0, 0);

        gray("images/b.png", 9);
        assertRefused("b.png: expected 16 bits a pixel as in a.png, got 8; give all images one size and depth");
    }

    /** The gray values are those of PIL's convert('L'). */
    @Test
    void turns_colors_to_gray_as_pil_does_and_says_so() throws IOException {
        int[] colors = {0xff0000, 0x00ff00, 0x0000ff, 0x0cc84d, 0xffffff, 0x010203, 0xfe0381};
        float[] grays = {76, 150, 29, 130, 255, 2, 92};
        BufferedImage opaque = new BufferedImage(7, 1, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage clear = new BufferedImage(7, 1, BufferedImage.TYPE_4BYTE_ABGR);
        int[] map = colors.clone();
        IndexColorModel palette =
                new IndexColorModel(8, map.length, map, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        BufferedImage indexed = new BufferedImage(7, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
        for (int x = 0; x < colors.length; x++) {
            opaque.setRGB(x, 0, 0xff000000 | colors[x]);
            clear.setRGB(x, 0, 0xff000000 | colors[x]);
            indexed.getRaster().setSample(x, 0, 0, x);
        }
        png("images/a.png", opaque);
        png("images/b.png", clear);
        png("images/c.png", indexed);
        table("image,n1\na.png,1\nb.png,2\nc.png,3\n");

        for (int image = 0; image < 3; image++) {
            assertThat(pixels(image)).as("image %d", image).containsExactly(grays);
        }
        assertThat(read().labels().remarks())
                .containsExactly("3 of 3 images are in color and were converted to gray by ITU-R 601");
    }

    @Test
    void reads_jpeg() throws IOException {
        for (String name : new String[] {"a", "b"}) {
            BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
            int[] pixels = new int[16 * 8];
            Arrays.fill(pixels, name.equals("a") ? 128 : 255); // one value survives the compression
            image.getRaster().setPixels(0, 0, 16, 8, pixels);
            assertThat(ImageIO.write(image, "jpg", folder.resolve(name + ".jpg").toFile()))
                    .isTrue();
        }
        table("image,n1\na.jpg,1\nb.jpg,2\n");
        Files.delete(folder.resolve("images/a.png"));
        Files.delete(folder.resolve("images/b.png"));

        assertThat(pixels(0)).containsOnly(128);
        assertThat(pixels(1)).containsOnly(255);
        assertThat(read().labels().remarks())
                .containsExactly("2 of 2 images are JPEG, whose pixels depend on the decoder; PNG is exact");
    }

    @Test
    void says_how_many_images_were_turned_and_what_was_not_applied() throws IOException {
        Path a = folder.resolve("images/a.png");
        Path b = folder.resolve("images/b.png");
        byte[] linear = ByteBuffer.allocate(4).putInt(100_000).array();
        Files.write(a, ImageBytes.withChunk(Files.readAllBytes(a), "eXIf", ImageBytes.exif(3, ByteOrder.BIG_ENDIAN)));
        Files.write(b, ImageBytes.withChunk(Files.readAllBytes(b), "gAMA", linear));

        assertThat(read().labels().remarks())
                .containsExactly(
                        "1 of 2 images were turned upright by their EXIF orientation; if your stimulus program ignores"
                                + " EXIF, as many do, they were shown as stored: remove the tag from the files",
                        "1 of 2 images have a gamma other than 1/2.2 (PNG's gAMA), which is not applied");

        Files.write(b, ImageBytes.withChunk(Files.readAllBytes(b), "eXIf", ImageBytes.exif(8, ByteOrder.BIG_ENDIAN)));
        assertRefused("b.png: expected 3 x 5 pixels as in a.png, got 5 x 3 (turned upright by its EXIF orientation);"
                + " give all images one size and depth");
    }

    @Test
    void refuses_images_of_several_sizes() throws IOException {
        png("images/b.png", new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_GRAY));

        assertRefused("b.png: expected 3 x 5 pixels as in a.png, got 4 x 5; give all images one size and depth");
    }

    @Test
    void refuses_an_image_that_claims_too_many_pixels_before_it_is_decoded() throws IOException {
        Path file = folder.resolve("images/a.png");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(16, 1 << 20).putInt(20, 1 << 20); // width and height of the first chunk, which 25 bytes begin
        CRC32 sum = new CRC32();
        sum.update(bytes, 12, 17);
        header.putInt(29, (int) sum.getValue());
        Files.write(file, bytes);

        assertRefused("a.png: expected at most 16777216 pixels, got 1048576 x 1048576");
    }

    @Test
    void refuses_images_that_are_damaged_or_something_else() throws IOException {
        Path file = folder.resolve("images/a.png");
        byte[] bytes = Files.readAllBytes(file);
        byte[] flipped = bytes.clone();
        flipped[flipped.length - 20] ^= 1;
        Files.write(file, flipped);
        assertRefused("a.png: the checksum of a part is wrong, the file is damaged; copy or save it again");

        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        assertRefused("a.png: ends too early, the file is cut short; copy or save it again");

        Files.writeString(file, "GIF89a");
        assertRefused("a.png: expected PNG or JPEG, got GIF; save it as PNG of the same size and bits a pixel");
    }

    @Test
    void refuses_a_jpeg_that_is_cut_short() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64 * 64; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, i * i % 251);
        }
        Path file = folder.resolve("a.jpg");
        ImageIO.write(image, "jpg", file.toFile());
        byte[] bytes = Files.readAllBytes(file);
        table("image,n1\na.jpg,1\n");
        assertThat(pixels(0)).hasSize(64 * 64);

        Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith("a.jpg: expected an image that can be decoded, got damage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out.png", "images/../../out.png", "/out.png", "link.png", "linked/out.png"})
    void refuses_names_that_lead_out_of_the_folder(String name) throws IOException {
        Path outside = gray("../out.png", 8);
        Files.createSymbolicLink(folder.resolve("link.png"), outside);
        Files.createSymbolicLink(folder.resolve("linked"), temporary);
        table("image,n1\n%s,1\n".formatted(name));

        assertRefused(("responses.csv: expected images in %s, got '%s', which leads out of it;"
                        + " copy the image there, and name it relative to the folder")
                .formatted(folder, name));
    }

    @Test
    void follows_links_that_stay_in_the_folder() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("images/a.png"));
        table("image,n1\nlink.png,1\n");

        assertThat(pixels(0)).containsOnly(8);
    }

    @Test
    void refuses_one_id_for_other_images() throws IOException {
        table("image,image_id,n1\na.png,A,1\nb.png,A,2\n");

        assertRefused("responses.csv: row 2: expected the same image wherever image_id is 'A', got another;"
                + " give each image its own id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "image,n1|a.png,1|c.png,2 # expected the image 'c.png' in FOLDER or its folder images, got none; put it there",
                "image,n1|a.png,1,2 # row 1: expected 2 cells as in the header, got 3; if rows begin with a name or number that has no header, save the table without it (R: row.names = FALSE)",
                "image,n1|a.png # row 1: expected 2 cells as in the header, got 1; a neuron that was not recorded has an empty one",
                "image,n1|a.png,x # row 1, column 'n1': expected a number such as 0.25, or nothing, got 'x'; if the column is not a neuron, add 'ignored_columns: [\"n1\"]' to recording.yaml (or to your --mapping)",
                "image,n1|a.png,1d # row 1, column 'n1': expected a number such as 0.25, or nothing, got '1d'; if the column is not a neuron, add 'ignored_columns: [\"n1\"]' to recording.yaml (or to your --mapping)",
                "image,n1 # expected a row for each presentation, got the header only",
                "picture,n1|a.png,1 # expected a column 'image' and one for each neuron, got picture, n1; rename them, or say in recording.yaml which is which, such as 'images: file'",
                "image,tier|a.png,train # expected a column 'image' and one for each neuron, got image, tier; rename them, or say in recording.yaml which is which, such as 'images: file'",
                ",image,n1|0,a.png,1 # row 1: expected a name above each column that is not empty, got none above column 1; name it if it is a neuron; if it numbers the rows, save the table without it (pandas: index=False, R: row.names = FALSE) or add 'ignored_columns: [\"\"]' to recording.yaml (or to your --mapping)",
                "image,Image,n1|a.png,a.png,1 # expected one column 'image', got two",
                "image,n1,n1|a.png,1,2 # neuron ids: expected one for each neuron, got 'n1' for neurons 0 and 1; give each its own",
                "image,tier,n1|a.png,held,1 # row 1: expected tiers called train, validation or test, got 'held'; call it so if it is one of them, or say tiers: none in a mapping if these are no tiers",
                "image,tier,n1|a.png,test,1 # expected training images, got none; call their tier train",
                "image,n1|a.png,|b.png,2 # train tier: expected finite responses, got 1 NaN or infinite, the first at stimulus 0, neuron 0 (counted from 0); repair them, or take them out with prepare --drop-incomplete"
            })
    void refuses_tables_that_are_not_responses(String lines, String problem) throws IOException {
        table(lines.replace("|", "\n") + "\n");

        assertRefused("responses.csv: " + problem.replace("FOLDER", folder.toString()));
    }

    @Test
    void keeps_gaps_if_told() throws IOException {
        table("image,n1\na.png,\nb.png,-inf\n");
        Recording recording = RecordingReader.read(folder, ReadOptions.found().withGaps(Gaps.KEPT));

        assertThat(recording.training().responses().neuron(0)).containsExactly(Float.NaN, Float.NEGATIVE_INFINITY);
    }

    @Test
    void refuses_text_that_is_not_utf_8_and_empty_tables() throws IOException {
        Files.write(
                folder.resolve("responses.csv"),
                new byte[] {'i', 'm', 'a', 'g', 'e', ',', (byte) 0xe9, '\n', 'a', ',', '1'});
        assertRefused("responses.csv: expected text in UTF-8 or UTF-16, got other bytes;"
                + " convert it with a text editor or iconv, as spreadsheets may change numbers and names");

        table("");
        assertRefused("responses.csv: expected a header and rows of responses, got an empty file");
    }

    @Test
    void refuses_another_site_and_a_mapping_of_arrays() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(
                        () -> RecordingReader.read(folder, ReadOptions.found().withSite(Optional.of("m1"))))
                .withMessage("lab: expected no site or 'lab', the only one there, got 'm1'; leave the site out");
        Mapping mapping = new Mapping(Map.of("neuron_ids", "x"), Map.of());
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(
                        () -> RecordingReader.read(folder, ReadOptions.found().withMapping(Optional.of(mapping))))
                .withMessage(
                        "lab: expected site, degrees_per_pixel, response_unit, images, tiers, image_ids or groups, got neuron_ids,"
                                + " which the columns of the table say");
    }

    @Test
    void says_whether_the_mapping_or_recording_yaml_has_bad_degrees() throws IOException {
        Files.writeString(folder.resolve("recording.yaml"), "degrees_per_pixel: wide");
        String problem = ": degrees_per_pixel: expected degrees of visual angle a pixel, a number above 0, got '%s'";
        assertRefused("recording.yaml" + problem.formatted("wide"));

        Mapping mapping = new Mapping(Map.of("degrees_per_pixel", "-1"), Map.of());
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(
                        () -> RecordingReader.read(folder, ReadOptions.found().withMapping(Optional.of(mapping))))
                .withMessage("lab" + problem.formatted("-1"));
    }

    @Test
    @Timeout(10)
    void refuses_long_runs_of_digits_at_once() throws IOException {
        for (String cell : new String[] {"7".repeat(1 << 20) + "x", "7".repeat(1 << 20), "0.".repeat(1 << 19)}) {
            table("image,n1\na.png,1\nb.png," + cell + "\n");

            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(this::read)
                    .withMessageStartingWith(
                            "responses.csv: row 2, column 'n1': expected a number such as 0.25, or nothing, got '"
                                    + cell.substring(0, 9));
        }
        table("image,n1\na.png,%s\nb.png,.%s\n".formatted("7".repeat(30), "7".repeat(990)));
        assertThat(read().training().responses().neuron(0)).containsExactly((float) (7e30 / 9), 7f / 9);
    }
}
