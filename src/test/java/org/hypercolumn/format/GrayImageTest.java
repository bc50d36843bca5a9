package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrayImageTest {
    private static final int[] GRAYS = {10, 20, 30, 40, 50, 60}; // [2, 3]
    private static final byte[] ONE_TWO_THREE = {1, 2, 3};
    private static final byte[] JFIF = ImageBytes.segment(0xe0, ImageBytes.text("JFIF\0\1\1\0\0\1\0\1\0\0"));

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.img"), bytes);
    }

    /** Height, width and gray values. */
    private List<Integer> read(byte[] bytes) throws IOException {
        try (GrayImage image = GrayImage.open(file(bytes))) {
            Integer[] grays = new Integer[2 + image.height() * image.width()];
            grays[0] = image.height();
            grays[1] = image.width();
            image.read((place, gray) -> grays[2 + place] = gray);
            return Arrays.asList(grays);
        }
    }

    private void assertRefused(byte[] bytes, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(bytes))
                .withMessage("a.img: " + problem);
    }

    private ImageHeader.Tone tone(byte[] bytes) throws IOException {
        try (GrayImage image = GrayImage.open(file(bytes))) {
            return image.header().tone();
        }
    }

    private static byte[] grayPng() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 3, 2, GRAYS);
        return ImageBytes.of("png", image);
    }

    /** Blocks of 8 pixels that are one gray survive JPEG. */
    private static byte[] jpeg(int type) {
        BufferedImage image = new BufferedImage(24, 16, type);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 24; x++) {
                for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                    image.getRaster().setSample(x, y, band, GRAYS[y / 8 * 3 + x / 8]);
                }
            }
        }
        return ImageBytes.of("jpg", image);
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {1, 2, 4})
    void takes_gray_of_few_bits_as_gray(int bits) throws IOException {
        int most = (1 << bits) - 1;
        ByteBuffer header = ByteBuffer.allocate(13).putInt(2).putInt(1).put(new byte[] {(byte) bits, 0, 0, 0, 0});
        byte[] pixels = {0, (byte) (most << (8 - 2 * bits))}; // no filter; 0, then the most
        byte[] png = ImageBytes.joined(
                PngChunks.SIGNATURE,
                ImageBytes.chunk("IHDR", header.array()),
                ImageBytes.chunk("IDAT", ImageBytes.deflated(pixels)),
                ImageBytes.chunk("IEND", new byte[0]));

        assertThat(read(png)).containsExactly(1, 2, 0, 255);
        try (GrayImage image = GrayImage.open(file(png))) {
            assertThat(image.read((place, gray) -> {})).isEqualTo(new GrayImage.Kind(8, GrayImage.Color.GRAY));
        }
    }

    /** What PIL's ImageOps.exif_transpose makes of the rows 10 20 30 and 40 50 60. */
    @ParameterizedTest(name = "orientation {0}")
    @CsvSource({
        "0, 2 3 10 20 30 40 50 60",
        "1, 2 3 10 20 30 40 50 60",
        "2, 2 3 30 20 10 60 50 40",
        "3, 2 3 60 50 40 30 20 10",
        "4, 2 3 40 50 60 10 20 30",
        "5, 3 2 10 40 20 50 30 60",
        "6, 3 2 40 10 50 20 60 30",
        "7, 3 2 60 30 50 20 40 10",
        "8, 3 2 30 60 20 50 10 40",
        "9, 2 3 10 20 30 40 50 60"
    })
    void turns_pixels_as_exif_says(int orientation, String upright) throws IOException {
        Integer[] expected =
                Arrays.stream(upright.split(" ")).map(Integer::valueOf).toArray(Integer[]::new);
        byte[] jpeg = jpeg(BufferedImage.TYPE_BYTE_GRAY);
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            byte[] exif = ImageBytes.exif(orientation, order);

            assertThat(read(ImageBytes.withChunk(grayPng(), "eXIf", exif))).containsExactly(expected);

            byte[] segment = ImageBytes.joined(ImageBytes.text("Exif\0\0"), exif);
            List<Integer> large = read(ImageBytes.withSegment(jpeg, 0xe1, segment));
            int height = large.get(0) / 8;
            int width = large.get(1) / 8;
            assertThat(List.of(height, width)).containsExactly(expected[0], expected[1]);
            for (int i = 0; i < 6; i++) {
                assertThat(large.get(2 + (i / width * 8 + 4) * width * 8 + i % width * 8 + 4))
                        .isEqualTo(expected[2 + i]);
            }
        }
    }

    @Test
    void leaves_pixels_as_they_are_where_exif_is_damaged() throws IOException {
        byte[] exif = ImageBytes.exif(6, ByteOrder.BIG_ENDIAN);
        for (int length = 0; length < 20; length++) {
            assertThat(read(ImageBytes.withChunk(grayPng(), "eXIf", Arrays.copyOf(exif, length))))
                    .startsWith(2, 3, 10);
        }
        exif[4] = (byte) 0x80; // an offset below 0
        assertThat(read(ImageBytes.withChunk(grayPng(), "eXIf", exif))).startsWith(2, 3, 10);
    }

    @Test
    void does_not_apply_color_profiles() throws IOException {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] segment = ImageBytes.joined(ImageBytes.text("ICC_PROFILE\0\1\1"), linear);
        byte[] plain = jpeg(BufferedImage.TYPE_3BYTE_BGR);
        byte[] profiled = ImageBytes.withSegment(plain, 0xe2, segment);

        assertThat(read(profiled)).isEqualTo(read(plain)).startsWith(16, 24, 10);
        assertThat(tone(profiled)).isEqualTo(ImageHeader.Tone.PROFILE);
        assertThat(tone(plain)).isEqualTo(ImageHeader.Tone.STANDARD);

        byte[] chunk = ImageBytes.joined(ImageBytes.text("linear\0\0"), ImageBytes.deflated(linear));
        assertThat(read(ImageBytes.withChunk(grayPng(), "iCCP", chunk))).startsWith(2, 3, 10, 20);
        assertThat(tone(ImageBytes.withChunk(grayPng(), "iCCP", chunk))).isEqualTo(ImageHeader.Tone.PROFILE);
    }

    @Test
    void knows_profiles_of_srgb_by_their_description() throws IOException {
        byte[] utf16 = "sRGB IEC61966-2.1".getBytes(StandardCharsets.UTF_16BE);
        byte[] chunk = ImageBytes.joined(ImageBytes.text("ICC profile\0\0"), ImageBytes.deflated(utf16));
        byte[] segment = ImageBytes.text("ICC_PROFILE\0\1\1...sRGB...");

        assertThat(tone(ImageBytes.withChunk(grayPng(), "iCCP", chunk))).isEqualTo(ImageHeader.Tone.STANDARD);
        assertThat(tone(ImageBytes.withSegment(jpeg(BufferedImage.TYPE_BYTE_GRAY), 0xe2, segment)))
                .isEqualTo(ImageHeader.Tone.STANDARD);
    }

    @Test
    void names_a_gamma_unless_it_is_that_of_srgb() throws IOException {
        byte[] linear = ByteBuffer.allocate(4).putInt(100_000).array();
        byte[] usual = ByteBuffer.allocate(4).putInt(45_000).array();

        assertThat(tone(ImageBytes.withChunk(grayPng(), "gAMA", linear))).isEqualTo(ImageHeader.Tone.GAMMA);
        assertThat(tone(ImageBytes.withChunk(grayPng(), "gAMA", usual))).isEqualTo(ImageHeader.Tone.STANDARD);
        byte[] both = ImageBytes.withChunk(ImageBytes.withChunk(grayPng(), "gAMA", linear), "sRGB", new byte[1]);
        assertThat(tone(both)).isEqualTo(ImageHeader.Tone.STANDARD); // sRGB goes before gAMA
    }

    @Test
    void takes_opaque_alpha_and_refuses_transparent_pixels() throws IOException {
        String problem = "expected opaque pixels, got a transparent one at row 0, column 1 (counted from 0);"
                + " save the image on the background that it was shown on, without alpha";
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR);
        image.setRGB(0, 0, 0xff070707);
        image.setRGB(1, 0, 0xff090909);

        assertThat(read(ImageBytes.of("png", image))).containsExactly(1, 2, 7, 9);

        image.setRGB(1, 0, 0xfe090909);
        assertRefused(ImageBytes.of("png", image), problem);

        byte[] twenty = {0, 20};
        assertRefused(ImageBytes.withChunk(grayPng(), "tRNS", twenty), problem);
    }

    @Test
    void refuses_animations() {
        byte[] control = ByteBuffer.allocate(8).putInt(7).array();

        assertRefused(
                ImageBytes.withChunk(grayPng(), "acTL", control),
                "expected a still image, got an animated PNG of 7 frames;"
                        + " save the frame that was shown as a PNG of its own");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "c3, 8, lossless coding",
                "c5, 8, hierarchical coding",
                "c9, 8, arithmetic coding",
                "ca, 8, arithmetic coding",
                "c1, 12, 12 bits a sample"
            })
    void refuses_jpeg_of_other_codings(String frame, int bits, String what) {
        assertRefused(
                ImageBytes.jpegHeader(Integer.parseInt(frame, 16), bits, new byte[] {1}, JFIF),
                "expected a JPEG of gray, RGB or YCbCr, got one with " + what
                        + "; save it as PNG with the gray values that were shown");
    }

    @Test
    void refuses_jpeg_whose_colors_are_not_known() {
        String start = "expected a JPEG of gray, RGB or YCbCr, got one with ";
        String unknown = start + "colors of which its header does not say whether they are RGB or YCbCr;"
                + " save it as PNG with the gray values that were shown";
        byte[] rgb = ImageBytes.segment(0xee, ImageBytes.text("Adobe\0d\0\0\0\0\0"));

        assertRefused(
                ImageBytes.jpegHeader(0xc0, 8, new byte[] {1, 2, 3, 4}, JFIF),
                start + "CMYK colors, whose gray values depend on a printer's profile;"
                        + " save it as PNG with the gray values that were shown");
        assertRefused(ImageBytes.jpegHeader(0xc0, 8, ONE_TWO_THREE), unknown);
        assertRefused(ImageBytes.jpegHeader(0xc0, 8, ONE_TWO_THREE, JFIF, rgb), unknown);
        assertRefused(
                ImageBytes.jpegHeader(0xc0, 8, new byte[] {1, 2}, JFIF),
                start + "2 components a pixel; save it as PNG with the gray values that were shown");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "49492a00, TIFF",
                "4d4d002a, TIFF",
                "424d, BMP",
                "474946383961, GIF",
                "524946460000000057454250, WebP",
                "000000186674797068656963, HEIC",
                "0000000c6a5020200d0a870a, JPEG 2000",
                "50350a, PNM",
                "68656c6c6f, another format"
            })
    void names_what_is_neither_png_nor_jpeg(String hex, String name) {
        assertRefused(
                HexFormat.of().parseHex(hex),
                "expected PNG or JPEG, got %s; save it as PNG of the same size and bits a pixel".formatted(name));
    }

    @Test
    void says_what_to_do_with_empty_files_and_pointers() {
        assertRefused(new byte[0], "expected PNG or JPEG, got an empty file; copy it again");
        assertRefused(
                ImageBytes.text("version https://git-lfs.github.com/spec/v1\n"),
                "expected PNG or JPEG, got a Git LFS pointer; fetch the image itself with git lfs pull");
    }
}
