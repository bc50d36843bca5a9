package org.hypercolumn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

    /** What a run of 302 neurons and 9 models may take; the issue asks for less than 30 MB. */
    private static final long MOST_BYTES = 12_500_000;

    private static final Pattern BLOCK =
            Pattern.compile("<script type=\"application/json\" id=\"([^\"]+)\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void the_data_of_a_tiny_run_are_these() {
        String expected = """
                {"run":{"site":"net","data":"recordings","sha256":{"images.npy":"00ff"},"models":["net"],"neurons":1,"neuronIds":{"7":"net"},"leaks":true,\
                "shares":[0.5],"seeds":["3"],"plan":{"protocol":"paper"},"sessions":[{"started":"a","ended":"b",\
                "version":"c","java":"d","system":"e","kernels":"f","threads":2}]},"tier":"validation",\
                "analyzed":"of share 0.5","models":[{"id":"net","name":"net",\
                "note":"","color":"#015e4e","onDark":"#2a8a6c","dashes":"4 1.5 1.5 1.5 1.5 1.5"}],"metrics":[\
                {"id":"corr","name":"CORR","undefined":"constant values or a diverged fit","ceiling":"ceiling of CORR"},\
                {"id":"ptj","name":"PT_J†","undefined":"constant response or a diverged fit","ceiling":"ceiling of PT_J"},\
                {"id":"pts","name":"PT_S†","undefined":"constant response or a diverged fit","ceiling":"ceiling of PT_S"}],\
                "ceilings":["ceiling"],"attentionMeasures":["entropy"],\
                "attentionScale":{"high":3.0,"highText":"3","opacity":0.85,"color":"#e69f00"},\
                "ranks":{"count":2,"peak":1,"starts":[0,1],"scattered":[0,1]},"figures":[{"id":"figure4","title":"net","caption":"net"}],\
                "missingFigures":["figure5 is not drawn"],\
                "missing":{"tables":"net has nothing to be compared with."},\
                "neurons":[{"neuron":7,"scores":[[[0.25,null,0.123457]]],"ceilings":[null]}]}""";

        assertThat(ReportJson.of(TinyReport.of("net")).toString()).isEqualTo(expected);
    }

    @Test
    void the_data_of_a_tiny_neuron_are_these() {
        // 254, 0, 127, 127 in steps of 254 / 65534; the attention in steps of 1 / 254, so that 1 is step 254 = 0xFE
        String expected = """
                {"neuron":7,"tuning":[0],"curves":{"from":0,"step":0.0038758507034516434,"bytes":2,"steps":"/v8AAP9//38="},\
                "theta":254,"recorded":{"from":0,"step":0.0038758507034516434,"bytes":2,"steps":"/v8AAA=="},\
                "predicted":[{"from":127,"step":0,"bytes":1,"steps":"AAA="}],"scores":[[null,0,0]],\
                "decomposition":[{"model":0,"rows":1,"columns":3,"centerPosition":1,"bias":-1,"centerShare":0.75,\
                "combination":[1,null],\
                "map":{"from":0,"step":0.007874015748031496,"bytes":1,"steps":"AH/+"},\
                "shareMap":{"from":0,"step":0.003937007874015748,"bytes":1,"steps":"AH/+"},\
                "curves":{"from":0,"step":0.007874015748031496,"bytes":1,"steps":"/gB/AH8A"}}],\
                "attention":[{"model":0,"rows":1,"columns":3,"centerPosition":1,\
                "area":[0,0.25,1,0.5],"imageIndex":[4],\
                "weights":{"from":0,"step":0.003937007874015748,"bytes":1,"steps":"AP4A"},\
                "mean":{"from":0,"step":0.001968503937007874,"bytes":1,"steps":"AP7+"},\
                "measures":[1,null]}],\
                "filters":[{"model":0,"rows":1,"columns":2,\
                "weights":{"from":-1,"step":0.007874015748031496,"bytes":1,"steps":"AP4="}}],\
                "images":[{"end":"most","images":[4,2.5,null]},{"model":0,"end":"least","images":[2,1,0.5]}],\
                "training":[{"model":0,"chosen":2,"epochs":2}],\
                "loss":{"from":1,"step":0.000015259254737998596,"bytes":2,"steps":"/v8AAA=="},\
                "corr":{"from":0.5,"step":0,"bytes":2,"steps":"//8AAA=="}}""";

        assertThat(NeuronJson.of(TinyReport.of("net").neurons().get(0), List.of("net"))
                        .toString())
                .isEqualTo(expected);
    }

    @Test
    void each_neuron_has_a_block_of_its_own_and_so_have_figures_and_thumbnails() throws IOException {
        Map<String, JsonNode> blocks = blocks(Report.of(TinyReport.of("net")).html());

        assertThat(blocks.keySet()).containsExactly("report-data", "thumbnails", "svg-0", "dark-figures", "data-7");
        assertThat(blocks.get("thumbnails").toString())
                .isEqualTo("{\"height\":1,\"width\":2,\"imageIndex\":[4],\"pixels\":\"AP8=\"}");
        assertThat(blocks.get("svg-0").path("svg").asText())
                .isEqualTo("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>net</text></svg>");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\"' onload='alert(1)",
                "<!--",
                "{{script}}",
                "a\u2028b$1\\"
            })
    void a_hostile_name_is_text_and_nothing_else(String name) throws IOException {
        String html = Report.of(TinyReport.of(name)).html();

        Map<String, JsonNode> blocks = blocks(html);
        assertThat(blocks.get("report-data").path("models").path(0).path("name").asText())
                .isEqualTo(name);
        String markup = BLOCK.matcher(html).replaceAll("");
        assertThat(markup)
                .isEqualTo(BLOCK.matcher(Report.of(TinyReport.of("net")).html())
                        .replaceAll("")
                        .replace("Site net", "Site " + HtmlText.escaped(name)));
        assertThat(HtmlText.escaped(name)).doesNotContain("<", ">", "\"", "'");
        blocks.values().forEach(block -> assertThat(block).isNotNull());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0x061c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069})
    void a_name_that_turns_the_direction_of_reading_shows_that_and_turns_nothing(int direction) throws IOException {
        String turning = Character.toString(direction);
        String shown = "\\u%04x".formatted(direction);

        String html = Report.of(TinyReport.of("a" + turning + "b")).html();

        assertThat(html).doesNotContain(turning).contains("<title>Site a" + shown + "b · Hypercolumn report</title>");
        Map<String, JsonNode> blocks = blocks(html);
        assertThat(blocks.get("report-data").path("run").path("site").asText()).isEqualTo("a" + shown + "b");
        assertThat(blocks.get("svg-0").path("svg").asText()).contains("<text>a" + shown + "b</text>");
    }

    @Test
    void only_its_own_script_may_run_and_nothing_may_be_loaded() throws Exception {
        String html = Report.of(TinyReport.of("net")).html();

        Matcher script =
                Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertThat(script.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(html)
                .contains("content=\"default-src 'none'; script-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest)
                        + "'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\"");
        assertThat(script.find()).isFalse();
        // The name of SVG's namespace is no address that anything is loaded from.
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "@import", "url(");
    }

    @Test
    void a_neuron_with_a_model_that_the_report_does_not_have_is_refused() {
        assertThatThrownBy(() -> NeuronJson.of(TinyReport.of("net").neurons().get(0), List.of("other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("report: expected one of the models [other], got net");
    }

    @Test
    void thumbnails_of_another_size_are_refused() {
        assertThatThrownBy(() -> ThumbnailSheet.of(List.of(1, 2), 3, 5, new byte[29]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("thumbnails: expected 2 of 3 x 5 pixels, got 29 pixels");
    }

    @Test
    @Tag("slow")
    void of_302_neurons_and_9_models_it_is_small_and_the_same_bytes_again() throws IOException {
        Path file = folder.resolve("report.html");
        Report.of(SimulatedReport.of(1, 302, 1000)).write(file);
        byte[] first = Files.readAllBytes(file);

        Report.of(SimulatedReport.of(1, 302, 1000)).write(file);

        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        assertThat(first.length).isLessThan((int) MOST_BYTES);
    }

    /** Every block of JSON by its id, as a browser finds it. */
    private static Map<String, JsonNode> blocks(String html) throws IOException {
        Map<String, JsonNode> blocks = new LinkedHashMap<>();
        Matcher matcher = BLOCK.matcher(html);
        while (matcher.find()) {
            blocks.put(matcher.group(1), new ObjectMapper().readTree(matcher.group(2)));
        }
        return blocks;
    }
}
