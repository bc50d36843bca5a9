package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngWriterTest {
    /** A panel of four gray squares, 100 by 100 dots and nothing else but the margin of 2 points, 8.3 dots. */
    private static final Figure SQUARES = Figure.of("", "", 25.4 * (100 + 2 * 2 * 300.0 / 72) / 300)
            .withRows(25.4 / 3)
            .with(0, 0, Panel.image(2, 2, new Mark.Picture(Grid.of(2, 2, 0, 255, 128, -3), Extent.ofImage(2, 2))));

    @Test
    void a_figure_has_300_dots_an_inch() throws Exception {
        byte[] file = PngWriter.bytes(Samples.tiny());
        BufferedImage image = decoded(file);

        assertThat(image.getWidth()).isEqualTo(591); // 50 mm / 25.4 * 300 = 590.6
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
        ByteBuffer dots = ByteBuffer.wrap(file, at, 9);
        assertThat(dots.getInt()).isEqualTo(11811); // a meter: 300 / 0.0254
        assertThat(dots.getInt()).isEqualTo(11811);
        assertThat(dots.get()).isEqualTo((byte) 1);
    }

    @Test
    void pixels_are_those_of_the_image() throws Exception {
        BufferedImage image = decoded(PngWriter.bytes(SQUARES));

        assertThat(image.getWidth()).isEqualTo(117);
        assertThat(image.getHeight()).isEqualTo(117);
        assertThat(image.getRGB(10, 10)).isEqualTo(0xff000000);
        assertThat(image.getRGB(57, 57)).isEqualTo(0xff000000);
        assertThat(image.getRGB(59, 57)).isEqualTo(0xffffffff);
        assertThat(image.getRGB(57, 59)).isEqualTo(0xff808080);
        assertThat(image.getRGB(100, 100)).isEqualTo(0xff000000);
        assertThat(image.getRGB(2, 2)).isEqualTo(0xffffffff);
    }

    @Test
    void letters_are_drawn_without_a_font_of_the_machine() throws Exception {
        Figure with = Figure.of("", "", 40).withTitles("lllll", "");
        BufferedImage image = decoded(PngWriter.bytes(with));

        long dark = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dark += 255 - (image.getRGB(x, y) & 255);
            }
        }
        // Five bars of 180 by 1484 in 2048ths of 7.5 points, 31.25 dots, in ink of 26 of 255
        double expected = 5 * (180 / 2048.0 * 31.25) * (1484 / 2048.0 * 31.25) * (255 - 26);
        assertThat(dark).isBetween((long) (0.97 * expected), (long) (1.03 * expected));
    }

    @Test
    void a_file_holds_the_same_bytes(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/figure4.png");
        PngWriter.write(Samples.everything(), file);

        assertThat(Files.readAllBytes(file)).isEqualTo(PngWriter.bytes(Samples.everything()));
    }

    /** Holds on JDK 17 and 25; a change of the drawing changes it, a change of the machine must not. */
    @Test
    void everything_is_the_same_bytes_on_any_machine() throws Exception {
        assertThat(sha256(PngWriter.bytes(Samples.everything())))
                .isEqualTo("8ce811ce51174e7abfeeef6123474e4dba6c4f9931abb472fe0eb20d42539692");
        assertThat(sha256(SvgWriter.text(Samples.everything(), "f").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("28e606f7e15c9b1ff2ee7b4ae4e5dd3d3bcd300378c14062f3e147b3084f400f");
    }

    @Test
    void a_gray_image_is_an_address_of_itself() throws Exception {
        String address = PngFile.dataUri(Grid.of(2, 3, 0, 50, 100, 150, 200, 250));

        String start = "data:image/png;base64,";
        assertThat(address).startsWith(start);
        BufferedImage image = decoded(Base64.getDecoder().decode(address.substring(start.length())));
        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getHeight()).isEqualTo(2);
        assertThat(image.getRaster().getSample(2, 0, 0)).isEqualTo(100);
        assertThat(image.getRaster().getSample(0, 1, 0)).isEqualTo(150);
    }

    @Test
    void hostile_figures_are_drawn() throws Exception {
        for (long seed = 0; seed < 3; seed++) {
            assertThat(decoded(PngWriter.bytes(Samples.hostile(seed)))).isNotNull();
        }
    }

    private static BufferedImage decoded(byte[] file) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
