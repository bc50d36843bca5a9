package org.hypercolumn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hypercolumn.figure.ModelLooks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a reader sees of a report: its colors, light and dark, on a phone and in print, and its charts of the population. */
@Tag("slow")
class ReportLooksTest {

    private static final int NEURONS = 11;

    private static final String PHONE_OVERFLOW =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

    @TempDir
    private static Path folder;

    private static Browser browser;

    private static Path page;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                Browser.chromium().isPresent(),
                "NOT TESTED: the looks of the report in a browser, since there is no chromium or no chromedriver on the"
                        + " path; .ci/chromium installs them");
        page = folder.resolve("report.html");
        Report.of(SimulatedReport.of(7, NEURONS, 100)).write(page);
        browser = Browser.start(folder.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.forget().theme("light").width(1200).open(page);
        browser.run("localStorage.clear()");
        browser.driver().navigate().refresh();
    }

    @AfterEach
    void is_quiet() {
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).isEmpty();
    }

    private static String color(String css, String property) {
        return browser.element(css).getCssValue(property).replaceAll("rgba\\((.*), 1\\)", "rgb($1)");
    }

    private static String rgb(String hex) {
        int code = Integer.parseInt(hex.substring(1), 16);
        return "rgb(%d, %d, %d)".formatted(code >> 16, code >> 8 & 255, code & 255);
    }

    @Test
    void a_model_has_the_color_that_figures_give_it_wherever_it_is_named() {
        String light = rgb(ModelLooks.css("rf-cnn"));

        assertThat(color("#table1 [data-model=\"rf-cnn\"] .chip", "background-color"))
                .isEqualTo(light);
        assertThat(color("#neuron-table thead th:nth-child(4) .chip", "background-color"))
                .isEqualTo(light);
        browser.await("document.querySelectorAll('#population .panels svg').length === 9");
        assertThat(color("#population .panels > :nth-child(3) .bar-of", "fill")).isEqualTo(light);
        browser.driver().get(page.toUri() + "#neuron-1");
        browser.awaitNeuron("Neuron 1");
        browser.await("document.querySelector('#tuning .chart path.line')");
        assertThat(color("#scores tbody tr:nth-child(3) .chip", "background-color"))
                .isEqualTo(light);
        assertThat(color("#tuning .panels > :nth-child(3) path.line:last-of-type", "stroke"))
                .isEqualTo(light);

        browser.theme("dark");

        assertThat(color("#scores tbody tr:nth-child(3) .chip", "background-color"))
                .isEqualTo(rgb(ModelLooks.cssOnDark("rf-cnn")));
    }

    @Test
    void figures_are_dark_where_the_page_is_and_light_where_the_reader_says_so() {
        browser.await("document.querySelector('#figure4 .paper').shadowRoot");
        String line =
                "return getComputedStyle(document.querySelector('#figure4 .paper').shadowRoot.querySelector('path'))"
                        + ".stroke";
        assertThat(browser.run(line)).isEqualTo(rgb("#0072b2"));
        browser.theme("dark");
        assertThat(browser.run(line)).isEqualTo(rgb(ModelLooks.cssOnDark("ff-cnn")));

        browser.click("#theme"); // auto, light, dark
        assertThat(browser.run(line)).isEqualTo(rgb("#0072b2"));
        browser.theme("light").click("#theme");
        assertThat(browser.run(line)).isEqualTo(rgb(ModelLooks.cssOnDark("ff-cnn")));
    }

    @Test
    void stimuli_keep_their_gray_levels_in_the_dark_within_a_frame() {
        String pixels = "return document.querySelector('#images canvas').toDataURL()";
        browser.driver().get(page.toUri() + "#neuron-1");
        browser.awaitNeuron("Neuron 1");
        Object light = browser.run(pixels);

        browser.theme("dark");

        assertThat(browser.run(pixels)).isEqualTo(light);
        assertThat(browser.element("#images canvas").getCssValue("border-top-width"))
                .isEqualTo("1px");
        assertThat(color("#images canvas", "border-top-color")).isNotEqualTo(color("body", "background-color"));
    }

    @Test
    void a_table_that_is_wider_than_the_page_shows_on_which_side_there_is_more() {
        String more = "return document.querySelector('#neuron-table').closest('.frame').dataset.more.trim()";
        browser.width(1900);
        browser.await("document.querySelector('#neuron-table').closest('.frame').dataset.more.trim() === ''");

        browser.width(360);
        browser.await("document.querySelector('#neuron-table').closest('.frame').dataset.more.trim() === 'right'");
        WebElement box = browser.element("#neurons .scroll");
        assertThat(box.getAttribute("tabindex")).isEqualTo("0");
        double left = ((Number) browser.run(
                        "return document.querySelector('#neuron-table tbody th').getBoundingClientRect().left"))
                .doubleValue();
        browser.run("document.querySelector('#neurons .scroll').focus()");
        browser.press(Keys.ARROW_RIGHT).press(Keys.ARROW_RIGHT);

        browser.await("document.querySelector('#neuron-table').closest('.frame').dataset.more === 'left right'");
        assertThat(browser.run("return document.querySelector('#neuron-table tbody th').getBoundingClientRect().left"))
                .as("the first column stays")
                .isEqualTo(browser.run("return " + left));
        browser.run("document.querySelector('#neurons .scroll').scrollLeft = 1e6");
        browser.await("document.querySelector('#neuron-table').closest('.frame').dataset.more.trim() === 'left'");
        assertThat(browser.run(more)).isEqualTo("left");
    }

    @Test
    void no_view_of_a_phone_scrolls_sideways() throws IOException {
        browser.width(360);
        assertThat((Long) browser.run(PHONE_OVERFLOW)).isZero();
        for (int neuron : new int[] {0, 5}) {
            browser.driver().get(page.toUri() + "#neuron-" + neuron);
            browser.await("document.querySelector('#training .chart svg')");
            assertThat((Long) browser.run(PHONE_OVERFLOW)).isZero();
        }
        Path hostile = folder.resolve("long.html");
        Report.of(TinyReport.of("a-very-long-name-".repeat(12))).write(hostile);
        browser.driver().get(hostile.toUri() + "#neuron-7");
        browser.await("document.querySelector('#training .chart svg')");
        assertThat((Long) browser.run(PHONE_OVERFLOW)).isZero();
    }

    @Test
    void a_print_has_whole_tables_on_landscape_pages_and_says_what_it_leaves_out() throws IOException {
        browser.theme("dark").element("#filter-numbers").sendKeys("0-3");

        Path file = Files.write(folder.resolve("print.pdf"), browser.pdf());

        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            List<PDPage> pages = new ArrayList<>();
            document.getPages().forEach(pages::add);
            assertThat(pages)
                    .isNotEmpty()
                    .allMatch(sheet ->
                            sheet.getMediaBox().getWidth() > sheet.getMediaBox().getHeight());
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("Not printed: the pages of the 11 neurons")
                    .contains("train_img_m2s1.npy") // folded away on the screen
                    .contains("4 of 11 neurons")
                    .doesNotContain("Theme:", "Skip to");
            String neurons = text.substring(text.lastIndexOf("CORR of each neuron and model"));
            // Names of models are broken at hyphens, in columns beside each other: each has its last part somewhere.
            assertThat(neurons.replaceAll("\\s", "")).contains("fc2", "simul", "ceilingof", "FEV", "mean");
        }
    }

    @Test
    void histograms_count_every_neuron_once_and_say_where_all_scores_are_zero() throws IOException {
        browser.await("document.querySelectorAll('#population .panels svg').length === 9");
        for (int model = 0; model < SimulatedReport.MODELS.size(); model++) {
            assertThat(browser.run(("return [...document.querySelectorAll('#population .panels > :nth-child(%d) .bar-of"
                                    + " title')].map(t => parseInt(t.textContent.split(': ')[1])).reduce((a, b) => a + b, 0)")
                            .formatted(model + 1)))
                    .isEqualTo((long) NEURONS);
        }
        Path zero = folder.resolve("zero.html");
        Report.of(TinyReport.of("net")).write(zero);
        browser.open(zero);
        browser.run("const select = document.querySelector('#population select'); select.selectedIndex = 1;"
                + "select.dispatchEvent(new Event('change'))");
        browser.await("document.querySelector('#population .panels svg')");
        assertThat(browser.text("#population")).contains("Left out, because PT_J");
    }

    @Test
    void a_point_of_two_models_leads_to_its_neuron() {
        browser.await("document.querySelectorAll('#population .opens circle.point').length === " + NEURONS);
        assertThat(browser.text("#population"))
                .containsPattern("ff-sa-cnn scores higher for \\d+ of 11 neurons, ff-cnn for");
        browser.run("document.querySelector('#population .opens input[type=range]').focus()");
        browser.press(Keys.ARROW_RIGHT).press(Keys.ARROW_RIGHT);
        assertThat(browser.text("#population .opens .where")).startsWith("neuron 2: ff-cnn ");

        browser.press(Keys.ENTER);

        browser.await("document.querySelector('#neuron-title')");
        browser.awaitNeuron("Neuron 2");
    }

    @Test
    void predictions_are_shown_of_the_neuron_and_model_that_are_chosen() {
        browser.run("const [neuron, model] = [...document.querySelectorAll('#population .of-prediction select')];"
                + "neuron.selectedIndex = 4; neuron.dispatchEvent(new Event('change'));"
                + "model.selectedIndex = 2; model.dispatchEvent(new Event('change'))");

        browser.await("document.querySelector('#population .prediction circle.point')");

        assertThat(browser.elements("#population .prediction circle.point")).hasSize(100);
        assertThat(browser.text("#population .prediction .chart-title")).isEqualTo("rf-cnn, neuron 4");
        assertThat(browser.text("#population .prediction .note")).startsWith("CORR 0.");
        assertThat(browser.text("#population .prediction .where")).startsWith("rank 1: recorded ");
        assertThat(browser.elements("#population .prediction line.level")).hasSize(2);
    }

    @Test
    void filters_are_gray_with_their_largest_weight() throws IOException {
        Path tiny = folder.resolve("filters.html");
        Report.of(TinyReport.of("net")).write(tiny);
        browser.driver().get(tiny.toUri() + "#neuron-7");
        browser.await("document.querySelector('#filters canvas')");

        assertThat(browser.text("#filters tbody td")).isEqualTo("±1.00");
        assertThat(browser.run("return [...document.querySelector('#filters canvas').getContext('2d')"
                        + ".getImageData(0, 0, 2, 1).data].join()"))
                .isEqualTo("0,0,0,255,255,255,255,255");
    }

    @Test
    void attention_is_told_on_one_scale_whose_bar_has_its_ends() {
        browser.driver().get(page.toUri() + "#neuron-1");
        browser.awaitNeuron("Neuron 1");

        assertThat(browser.text("#attention .color-scale"))
                .startsWith("1× (even)")
                .contains("6.5× even attention");
        assertThat(browser.elements("#attention tbody tr:first-child .small")).hasSize(7);
    }
}
