package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgWriterTest {
    @Test
    void a_tiny_figure_is_this_text() {
        assertThat(SvgWriter.text(Samples.tiny(), "f")).isEqualTo("""
                <svg xmlns="http://www.w3.org/2000/svg" width="50mm" height="37.48mm" viewBox="0 0 141.73 106.23" role="img"
                 aria-labelledby="f-title f-desc" font-family="Liberation Sans, Arial, Helvetica, sans-serif" style="font-kerning:none">
                <title id="f-title">Tuning curve</title>
                <desc id="f-desc">One line that falls.</desc>
                <rect width="141.73" height="106.23" fill="#ffffff"/>
                <path d="M28.23,13l107.5,28.35" fill="none" stroke="#0072b2" stroke-width="1" stroke-linejoin="round"/>
                <path d="M28.23,69.69l107.5,0" fill="none" stroke="#1a1a1a" stroke-width=".75" stroke-linejoin="round"/>
                <path d="M28.23,69.69l0,2.5" fill="none" stroke="#1a1a1a" stroke-width=".75" stroke-linejoin="round"/>
                <text x="28.23" y="79.23" font-size="7" text-anchor="middle" fill="#1a1a1a">1</text>
                <path d="M81.98,69.69l0,2.5" fill="none" stroke="#1a1a1a" stroke-width=".75" stroke-linejoin="round"/>
                <text x="81.98" y="79.23" font-size="7" text-anchor="middle" fill="#1a1a1a">1.5</text>
                <path d="M135.73,69.69l0,2.5" fill="none" stroke="#1a1a1a" stroke-width=".75" stroke-linejoin="round"/>
                <text x="135.73" y="79.23" font-size="7" text-anchor="middle" fill="#1a1a1a">2</text>
                <text x="81.98" y="87.66" font-size="7.5" text-anchor="middle" fill="#1a1a1a">Image rank</text>
                <path d="M28.23,13l0,56.69" fill="none" stroke="#1a1a1a" stroke-width=".75" stroke-linejoin="round"/>
                <path d="M25.73,69.69l2.5,0" fill="none" stroke="#1a1a1a" stroke-width=".75" stroke-linejoin="round"/>
                <text x="23.73" y="72.21" font-size="7" text-anchor="end" fill="#1a1a1a">0</text>
                <path d="M25.73,41.35l2.5,0" fill="none" stroke="#1a1a1a" stroke-width=".75" stroke-linejoin="round"/>
                <text x="23.73" y="43.87" font-size="7" text-anchor="end" fill="#1a1a1a">0.5</text>
                <path d="M25.73,13l2.5,0" fill="none" stroke="#1a1a1a" stroke-width=".75" stroke-linejoin="round"/>
                <text x="23.73" y="15.52" font-size="7" text-anchor="end" fill="#1a1a1a">1</text>
                <text x="7.4" y="41.35" font-size="7.5" text-anchor="middle" transform="rotate(-90 7.4 41.35)" fill="#1a1a1a">Response (ΔF/F)</text>
                <text x="2" y="9" font-size="9" font-weight="bold" fill="#1a1a1a">a</text>
                <text x="28.23" y="9" font-size="7.5" fill="#1a1a1a">Neuron &lt;7&gt; &amp; more</text>
                <path d="M50.67,99.23l16,0" fill="none" stroke="#0072b2" stroke-width="1" stroke-linejoin="round"/>
                <text x="69.67" y="101.75" font-size="7" fill="#1a1a1a">ff-CNN</text>
                </svg>
                """);
    }

    @Test
    void a_file_holds_the_same_text(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/figure4.svg");
        SvgWriter.write(Samples.tiny(), file);

        assertThat(Files.readString(file)).isEqualTo(SvgWriter.text(Samples.tiny(), "figure"));
    }

    @Test
    void the_text_does_not_depend_on_the_language() {
        String text = SvgWriter.text(Samples.everything(), "f");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(SvgWriter.text(Samples.everything(), "f")).isEqualTo(text);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_figure_is_well_formed_and_says_its_title(long seed) throws Exception {
        Figure figure = Samples.hostile(seed);

        Document document = parsed(SvgWriter.text(figure, "f"));

        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(Lettering.clean(figure.title()));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("text").getLength()).isPositive();
    }

    @Test
    void every_id_begins_with_the_prefix_and_every_reference_has_one() throws Exception {
        Panel clipped =
                Samples.tiny().panels().get(0).panel().withAxes(Axis.linear("").withRange(1, 1.5), Axis.linear(""));
        Document document = parsed(SvgWriter.text(Samples.tiny().with(0, 0, clipped), "n7-fig4"));

        assertThat(attributes(document, "id")).containsExactly("n7-fig4-title", "n7-fig4-desc", "n7-fig4-clip1");
        assertThat(attributes(document, "clip-path")).containsExactly("url(#n7-fig4-clip1)");
        assertThat(attributes(document, "aria-labelledby")).containsExactly("n7-fig4-title n7-fig4-desc");
    }

    @Test
    void an_image_lies_in_the_file() throws Exception {
        Document document = parsed(SvgWriter.text(Samples.everything(), "f"));

        assertThat(attributes(document, "href")).hasSize(1).allMatch(href -> href.startsWith("data:image/png;base64,"));
    }

    @Test
    void nothing_is_fetched() {
        assertThat(SvgWriter.text(Samples.everything(), "f").replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http", "url(", "<script", "<style");
    }

    @Test
    void a_prefix_that_is_no_id_is_refused() {
        assertThatThrownBy(() -> SvgWriter.text(Samples.tiny(), "7 \"f"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "figure: expected a letter, then letters, digits, - and _ as the prefix of ids, got '7 \"f'");
    }

    @Test
    void lengths_are_short() {
        assertThat(Decimals.of(3)).isEqualTo("3");
        assertThat(Decimals.of(0.005)).isEqualTo(".01");
        assertThat(Decimals.of(-0.1)).isEqualTo("-.1");
        assertThat(Decimals.of(-12.345)).isEqualTo("-12.34"); // Math.round rounds a half up
        assertThat(Decimals.of(-0.001)).isEqualTo("0");
        assertThat(Decimals.between(0.004, 1.006)).isEqualTo("1.01");
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static Document parsed(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<String> attributes(Document document, String name) {
        List<String> values = new ArrayList<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            var attribute = all.item(i).getAttributes().getNamedItem(name);
            if (attribute != null) {
                values.add(attribute.getNodeValue());
            }
        }
        return values;
    }
}
