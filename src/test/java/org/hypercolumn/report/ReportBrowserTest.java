package org.hypercolumn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Clicks through reports as a reader does. */
@Tag("slow")
class ReportBrowserTest {

    private static final int NEURONS = 11;

    /** Far more than it takes, since others may use the machine. */
    private static final double LOADED_MILLISECONDS = 10_000;

    @TempDir
    private static Path folder;

    private static Browser browser;

    private static Path page;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                Browser.chromium().isPresent(),
                "NOT TESTED: the report in a browser, since there is no chromium or no chromedriver on the path;"
                        + " .ci/chromium installs them");
        page = folder.resolve("report.html");
        Report.of(SimulatedReport.of(3, NEURONS, 100)).write(page);
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

    /** Whatever a test did: the page must have said nothing to the console and asked nobody for anything. */
    @AfterEach
    void is_quiet() {
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).isEmpty();
    }

    private List<String> column(int column) {
        return browser.elements("#neuron-table tbody tr > :nth-child(" + (column + 1) + ")").stream()
                .map(WebElement::getText)
                .toList();
    }

    private List<Double> numbers(int column) {
        return column(column).stream().map(Double::parseDouble).toList();
    }

    @Test
    void it_opens_with_all_parts() {
        assertThat(browser.driver().getTitle()).isEqualTo("Site m2s1 · Hypercolumn report");
        assertThat(browser.elements(".study-table")).hasSize(3);
        assertThat(browser.elements("#figures figure")).hasSize(7);
        assertThat(browser.elements("#neuron-table tbody tr")).hasSize(NEURONS);
        assertThat(browser.text("#run-facts")).contains("10 h 10 min in 1 session", "9223372036854775807");
        browser.await("document.querySelectorAll('.paper')[6].shadowRoot");
    }

    @Test
    void every_column_sorts_in_both_directions_and_says_so() {
        int columns = browser.elements("#neuron-table thead th").size();
        assertThat(columns).isEqualTo(1 + SimulatedReport.MODELS.size() + 2);
        for (int column = 0; column < columns; column++) {
            String button = "#neuron-table [data-column=\"" + column + "\"]";
            browser.click(button);
            List<Double> first = numbers(column);
            String sort = browser.element("#neuron-table thead th:nth-child(" + (column + 1) + ")")
                    .getAttribute("aria-sort");
            boolean descending = "descending".equals(sort);
            assertThat(first).as(sort).isSortedAccordingTo(order(descending));
            browser.click(button);
            assertThat(numbers(column)).isSortedAccordingTo(order(!descending));
            assertThat(browser.elements("#neuron-table th[aria-sort]:not([aria-sort=none])"))
                    .hasSize(1);
        }
    }

    private static Comparator<Double> order(boolean descending) {
        return descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    @Test
    void filters_leave_the_neurons_that_pass() {
        browser.element("#filter-numbers").sendKeys("0, 3-5");
        assertThat(column(0)).containsExactly("0", "3", "4", "5");
        assertThat(browser.text("#neuron-count")).isEqualTo("4 of 11 neurons");

        browser.element("#filter-numbers").clear();
        browser.element("#filter-least").sendKeys("0.4");
        assertThat(numbers(1)).isNotEmpty().hasSizeLessThan(NEURONS).allMatch(score -> score >= 0.4);
    }

    @Test
    void a_click_opens_a_neuron_and_its_page_has_all_parts() {
        browser.click("#neuron-table a[href=\"#neuron-7\"]").await("document.querySelector('#neuron-title')");

        browser.awaitNeuron("Neuron 7");
        assertThat(browser.driver().getCurrentUrl()).endsWith("#neuron-7");
        assertThat(browser.elements("#neuron > section").stream()
                        .map(section -> section.getAttribute("id"))
                        .toList())
                .containsExactly(
                        "scores",
                        "tuning",
                        "predictions",
                        "decomposition",
                        "attention",
                        "filters",
                        "images",
                        "training");
        assertThat(browser.elements("#tuning .panels .chart svg[role=img]")).hasSize(9);
        assertThat(browser.elements("#decomposition .map")).hasSize(5);
        assertThat(browser.elements("#attention tbody tr")).hasSize(7);
        assertThat(browser.elements("#images table")).hasSize(2);
        assertThat(browser.elements("#training .chart svg")).hasSize(2);
        assertThat(browser.element("#live").getAttribute("textContent")).isEqualTo("Neuron 7, 8 of 11");
        assertThat(browser.driver().switchTo().activeElement().getAttribute("id"))
                .isEqualTo("neuron-title");
    }

    @Test
    void the_keyboard_alone_goes_from_the_table_to_neurons_and_back() {
        browser.run("document.querySelector('#neuron-table tbody a').focus()");
        browser.press(Keys.ARROW_DOWN).press(Keys.ARROW_DOWN).press(Keys.ENTER);
        browser.awaitNeuron("Neuron 2");
        browser.press("n");
        browser.awaitNeuron("Neuron 3");
        browser.press(Keys.ARROW_RIGHT);
        browser.awaitNeuron("Neuron 4");
        browser.press("p").press(Keys.ARROW_LEFT);
        browser.awaitNeuron("Neuron 2");

        browser.press(Keys.ESCAPE);

        assertThat(browser.element("#overview").isDisplayed()).isTrue();
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("2");
    }

    @Test
    void next_follows_the_order_of_the_table() {
        browser.element("#filter-numbers").sendKeys("2, 5, 9");
        browser.click("#neuron-table [data-column=\"0\"]"); // largest first
        browser.click("#neuron-table a[href=\"#neuron-9\"]").awaitNeuron("Neuron 9");
        browser.press("n");

        browser.awaitNeuron("Neuron 5");
        assertThat(browser.text("#neuron")).contains("2 of 3 shown in the table");
    }

    @Test
    void a_link_leads_to_a_neuron_and_one_that_is_not_there_is_said() {
        browser.driver().get(page.toUri() + "#neuron-10");
        browser.driver().navigate().refresh();
        browser.awaitNeuron("Neuron 10");

        browser.driver().get(page.toUri() + "#neuron-12");
        browser.await("document.querySelector('#neuron').textContent.includes('no neuron 12')");
        assertThat(browser.text("#neuron")).contains("This run has no neuron 12.");
    }

    @Test
    void the_legend_hides_lines_and_the_slider_reads_values() {
        browser.driver().get(page.toUri() + "#neuron-1");
        browser.awaitNeuron("Neuron 1");
        browser.click("#tuning .control:nth-child(1) input");
        browser.await("document.querySelectorAll('#tuning path.line').length === 11"); // recorded, 9 models, θ
        browser.click("#tuning .key:nth-child(2)");
        browser.await("document.querySelectorAll('#tuning path.line').length === 10");
        assertThat(browser.element("#tuning .key:nth-child(2)").getAttribute("aria-pressed"))
                .isEqualTo("false");

        browser.element("#tuning input[type=range]").sendKeys(Keys.ARROW_RIGHT);

        assertThat(browser.element("#tuning input[type=range]").getAttribute("aria-valuetext"))
                .startsWith("rank 2: recorded ")
                .contains("rf-cnn ");
        browser.awaitNeuron("Neuron 1"); // the arrow was the slider's
    }

    @Test
    void the_theme_follows_the_system_and_the_button() {
        String background = "return getComputedStyle(document.body).backgroundColor";
        browser.theme("light");
        Object light = browser.run(background);
        browser.theme("dark");
        Object dark = browser.run(background);
        assertThat(dark).isNotEqualTo(light);

        browser.click("#theme"); // auto, light, dark
        assertThat(browser.text("#theme")).isEqualTo("Theme: light");
        assertThat(browser.run(background)).isEqualTo(light);
        browser.theme("light").click("#theme");
        assertThat(browser.run(background)).isEqualTo(dark);
    }

    @Test
    void a_phone_scrolls_in_one_direction_only() {
        browser.width(360);
        assertThat(browser.run("return document.documentElement.scrollWidth"))
                .isEqualTo(browser.run("return document.documentElement.clientWidth"));

        browser.driver().get(page.toUri() + "#neuron-1");
        browser.awaitNeuron("Neuron 1");

        browser.await("document.querySelector('#training .chart svg')");
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
    }

    @Test
    void what_is_missing_is_said_in_a_sentence() throws IOException {
        Path tiny = folder.resolve("tiny.html");
        Report.of(TinyReport.of("net")).write(tiny);

        browser.open(tiny);

        assertThat(browser.text("#tables")).contains("net has nothing to be compared with.");
        assertThat(browser.text("#figures")).contains("figure5 is not drawn");
    }

    @Test
    void going_back_returns_to_the_neuron_in_the_table() {
        browser.click("#neuron-table a[href=\"#neuron-7\"]");
        browser.driver().navigate().back();

        browser.await("document.activeElement.textContent === '7'");
        assertThat(browser.element("#neuron").isDisplayed()).isFalse();
    }

    @Test
    void what_came_in_by_a_hole_could_neither_run_nor_send() {
        browser.run("document.body.insertAdjacentHTML('beforeend', '<p onclick=\"document.title=1\" id=hole>x</p>')");
        browser.run("document.getElementById('hole').click(); fetch('http://127.0.0.1:9/').catch(() => 0)");

        assertThat(browser.driver().getTitle()).isEqualTo("Site m2s1 · Hypercolumn report");
        // The handler once, fetch twice. It shows too that the console is heard, which other tests want to be empty.
        assertThat(browser.console()).hasSize(3).allMatch(message -> message.contains("Content Security Policy"));
    }

    @Test
    void hostile_names_are_read_and_do_nothing() throws IOException {
        String hostile = "</script><img src=x onerror=\"document.title='owned'\">{{data}}'";
        Path bad = folder.resolve("hostile.html");
        Report.of(TinyReport.of(hostile)).write(bad);

        browser.driver().get(bad.toUri() + "#neuron-7");
        browser.await("document.querySelector('#training .chart svg')");

        assertThat(browser.driver().getTitle()).isEqualTo("Neuron 7 (" + hostile + ") · site " + hostile);
        assertThat(browser.elements("img")).isEmpty();
        assertThat(browser.text("#scores")).contains(hostile);
        assertThat(browser.text("#neuron-title")).isEqualTo("Neuron 7 (" + hostile + ")");
    }

    @Test
    void a_report_of_302_neurons_and_9_models_opens_soon() throws IOException {
        Path large = folder.resolve("large.html");
        Report.of(SimulatedReport.of(1, 302, 1000)).write(large);

        browser.open(large).await("performance.getEntriesByName('first-contentful-paint').length > 0");

        Number loaded = (Number) browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd");
        Number painted =
                (Number) browser.run("return performance.getEntriesByName('first-contentful-paint')[0].startTime");
        double milliseconds = Math.max(loaded.doubleValue(), painted.doubleValue());
        assertThat(milliseconds)
                .as("load event after %.0f ms, first paint after %.0f ms", loaded.doubleValue(), painted.doubleValue())
                .isLessThan(LOADED_MILLISECONDS);
        assertThat(browser.elements("#neuron-table tbody tr")).hasSize(302);
    }
}
