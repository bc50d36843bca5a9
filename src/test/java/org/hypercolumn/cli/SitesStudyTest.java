package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SitesStudyTest {

    private static final String MODELS = "rf-cnn,rf-sa-cnn-star-simul";

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    @BeforeEach
    void write_two_sites() throws IOException {
        data = SmallSites.write(temporary.resolve("data"));
        run = temporary.resolve("run");
    }

    /** A study of one epoch. */
    private static CommandRun study(Path out, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("study", "--models", MODELS, "--epochs", 1, "--batch", 13, "--threads", 2, "--out", out));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    private CommandRun studyBoth(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(data, "--sites", SmallSites.BOTH));
        arguments.addAll(Arrays.asList(more));
        return study(run, arguments.toArray());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private Path plan(String... lines) throws IOException {
        return Files.writeString(temporary.resolve("plan.yaml"), String.join("\n", lines));
    }

    /** All results of the whole, the sites' own included; when and where they were made left out. */
    private static Map<String, String> results(Path run) throws IOException {
        Map<String, String> results = SmallRecordings.results(run);
        results.keySet().removeIf(name -> name.matches("sites/[^/]+/(\\.?run\\.json|SHA256SUMS|local\\.json)"));
        return results;
    }

    private void assertRefused(CommandRun command, Map<String, String> before, String line) throws IOException {
        command.assertFailed(line);
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void leaves_of_each_site_the_bytes_of_a_study_of_that_site_alone() throws IOException {
        studyBoth().assertDone();

        for (String site : SmallSites.BOTH.split(",", -1)) {
            Path alone = temporary.resolve("alone-" + site);
            study(alone, data, "--site", site).assertDone();
            assertThat(SmallRecordings.results(run.resolve("sites").resolve(site)))
                    .hasSizeGreaterThan(10)
                    .isEqualTo(SmallRecordings.results(alone));
        }
    }

    @Test
    void prints_and_writes_the_sites_side_by_side() throws IOException {
        CommandRun study = studyBoth().assertDone();

        assertThat(study.out())
                .contains(
                        "site M1S1\nmodel ",
                        "site M2S1\nmodel ",
                        "\nTable 2. ",
                        "M1S1 (n = 3)",
                        "M2S1 (n = 2)",
                        "all sites (n = 5)");
        assertThat(study.errLines())
                .contains("site M1S1 (1 of 2)", "site M2S1 (2 of 2)")
                .anyMatch(line -> line.startsWith(
                        "2 sites (M1S1, M2S1): 10 of 10 fits left; this takes less than a minute; files of about "));
        assertThat(study.errLines())
                .last()
                .isEqualTo(
                        "run in %s: tables, scores.csv, neurons.csv and sites.json of all sites; the run of each in %s"
                                .formatted(run, run.resolve("sites")));
        List<String> scores = Files.readAllLines(run.resolve("scores.csv"));
        assertThat(scores).hasSize(1 + 10);
        assertThat(scores.get(0)).startsWith("site,animal,model,neuron,neuron_id,tier,");
        assertThat(scores.subList(1, 7)).allMatch(row -> row.startsWith("M1S1,,rf-"));
        assertThat(scores.subList(7, 11)).allMatch(row -> row.startsWith("M2S1,,rf-"));
        List<String> ofSite = Files.readAllLines(run.resolve("sites/M2S1/scores.csv"));
        assertThat(scores.get(7)).isEqualTo("M2S1,," + ofSite.get(1));
        assertThat(Files.readAllLines(run.resolve("neurons.csv"))).hasSize(1 + 5);
        assertThat(Files.readString(run.resolve("SHA256SUMS")).lines().map(line -> line.split(" {2}", -1)[1]))
                .containsExactly(
                        "neurons.csv",
                        "scores.csv",
                        "sites.json",
                        "tables/table2.csv",
                        "tables/table2.md",
                        "tables/table2.tex");
    }

    @Test
    void goes_on_after_it_was_killed_in_the_first_site() throws IOException {
        studyBoth().assertDone();
        Map<String, String> whole = results(run);
        delete(run.resolve("sites/M2S1"));
        delete(run.resolve("tables"));
        Files.delete(run.resolve("SHA256SUMS"));
        Files.delete(run.resolve("sites/M1S1/models/rf-sa-cnn-star-simul/neuron_0001.safetensors"));

        CommandRun again = studyBoth().assertDone();

        assertThat(again.errLines())
                .contains("site M2S1 (2 of 2)")
                .anyMatch(line -> line.contains("5 of 10 fits left"));
        assertThat(results(run)).isEqualTo(whole);
        assertThat(studyBoth().assertDone().err()).contains("2 sites (M1S1, M2S1): all 10 fits are already done\n");
    }

    @Test
    void grows_by_a_site_and_by_a_seed() throws IOException {
        studyBoth().assertDone();
        SmallSites.add(data, "M1S2", 2, 17, 17);
        Map<String, String> ofFirst = SmallRecordings.contents(run.resolve("sites/M1S1/models"));

        study(run, data, "--sites", "M1S1,M2S1,M1S2", "--seeds", "1,2").assertDone();

        assertThat(Files.readAllLines(run.resolve("scores.csv"))).hasSize(1 + 2 * 2 * (3 + 2 + 2));
        assertThat(SmallRecordings.contents(run.resolve("sites/M1S1/models"))).containsAllEntriesOf(ofFirst);
        assertThat(Files.readString(run.resolve("tables/table2.md")))
                .contains("M1S2 (n = 2)")
                .contains("seeds 1, 2");
        studyBoth("--seeds", "1,2")
                .assertFailed(
                        "run: also contains site M1S2, which you did not name (M1S1,M2S1); name all of them or choose another --out");
    }

    @Test
    void takes_recordings_of_a_plan_with_names_and_animals() throws IOException {
        Path lab = SmallRecordings.write(temporary.resolve("lab-data"));
        Path npz = temporary.resolve("npy");
        CommandRun.of("prepare", lab, npz).assertDone();
        Path plan = plan(
                "recordings:",
                "  - {data: %s, site: M1S1, animal: M1}".formatted(data),
                "  - {data: %s, site: second, animal: M2, format: npy}".formatted(npz),
                "neurons: 0-1");

        study(run, "--plan", plan).assertDone();

        assertThat(Files.readAllLines(run.resolve("scores.csv")).stream()
                        .skip(1)
                        .map(row -> row.substring(0, row.indexOf(",rf-"))))
                .containsExactly(
                        "M1S1,M1", "M1S1,M1", "M1S1,M1", "M1S1,M1", "second,M2", "second,M2", "second,M2", "second,M2");
        assertThat(Files.readString(run.resolve("sites/second/run.json"))).contains("\"site\" : \"lab\"");
        plan(
                "recordings:",
                "  - {data: %s, site: M1S1, animal: M7}".formatted(data),
                "  - {data: %s, site: second, animal: M2, format: npy}".formatted(npz),
                "neurons: 0-1");
        study(run, "--plan", plan)
                .assertFailed(
                        "run: has animal M1 of site M1S1 and you named M7; name the same or choose another --out");
    }

    @Test
    void a_dry_run_says_what_each_site_and_all_of_them_take_and_writes_nothing() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        CommandRun dry = studyBoth("--dry-run").assertDone();

        assertThat(dry.out())
                .contains("site M1S1 (1 of 2)\n6 fits ", "site M2S1 (2 of 2)\n4 fits ")
                .containsPattern(
                        "\nall sites: 10 of 10 fits left; this takes less than a minute; files of about \\S+ MB\n");
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void refuses_sites_that_are_not_there_or_twice_before_anything_is_written() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        assertRefused(
                study(run, data, "--sites", "M1S1,M2S2"),
                before,
                "data: expected one of the sites M1S1, M2S1, got 'M2S2'; did you mean 'M2S1'?");
        study(run, data, "--sites", "M1S1,M1S1")
                .assertMisused(" study", "sites: expected each once, got M1S1 twice; remove one");
        study(run, data, "--sites", "M1S1,")
                .assertMisused(" study", "sites: expected names with commas between, got 'M1S1,'");
        study(run, data, "--sites", "M1S1", "--site", "M2S1")
                .assertMisused(
                        " study", "--site is for a run of one recording, --sites for one of several; leave one out");
        assertRefused(
                studyBoth("--neurons", "0-2"),
                before,
                "site M2S1: neuron 2 of N = 2 asked for; neurons are numbered 0 to 1");
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void names_the_site_whose_recording_is_gone_or_another_and_leaves_the_others_alone() throws IOException {
        studyBoth().assertDone();
        Path responses = data.resolve("valRsp_M2S1.npy");
        byte[] bytes = Files.readAllBytes(responses);
        bytes[bytes.length - 1] ^= 1;
        Files.write(responses, bytes);
        Map<String, String> before = SmallRecordings.contents(temporary);
        assertRefused(
                studyBoth("--seeds", "1,2"),
                before,
                "M2S1: was fitted to another recording (valRsp_M2S1.npy differs); use another --out");

        Files.delete(responses);
        before.remove("data/valRsp_M2S1.npy");
        assertRefused(
                studyBoth("--seeds", "1,2"),
                before,
                "valRsp_M2S1.npy: is missing beside val_img_M2S1.npy in %s; put it there".formatted(data));
    }

    @Test
    void is_not_mixed_with_a_run_of_one_recording() throws IOException {
        Path alone = temporary.resolve("alone");
        study(alone, data, "--site", "M1S1").assertDone();
        studyBoth().assertDone();
        Map<String, String> before = SmallRecordings.contents(temporary);

        assertRefused(
                study(alone, data, "--sites", "M1S1"),
                before,
                "alone: holds a run of one site; give its command without --sites, or choose another --out for several");
        assertRefused(
                study(run, data, "--site", "M1S1"),
                before,
                "run: holds a run of several sites, which study --sites adds to; choose another --out");
        assertRefused(
                CommandRun.of("fit", data, "--site=M1S1", "--model=rf-cnn", "--epochs=1", "--out", run),
                before,
                "run: holds a run of several sites, which study --sites adds to; choose another --out");
    }

    @Test
    void makes_a_damaged_or_lost_list_of_sites_anew() throws IOException {
        studyBoth().assertDone();
        byte[] whole = Files.readAllBytes(run.resolve("sites.json"));
        Files.writeString(run.resolve("sites.json"), "{\"sites\": [", StandardCharsets.UTF_8);
        studyBoth().assertDone();
        assertThat(Files.readAllBytes(run.resolve("sites.json"))).isEqualTo(whole);

        Files.delete(run.resolve("sites.json"));
        study(run, data, "--sites", "M1S1")
                .assertFailed(
                        "run: also contains site M2S1, which you did not name (M1S1); name all of them or choose another --out");
        studyBoth().assertDone();
        assertThat(Files.readAllBytes(run.resolve("sites.json"))).isEqualTo(whole);
    }

    @Test
    void refuses_plans_that_say_too_little_too_much_or_twice() throws IOException {
        Path plan = plan("recordings: [{data: %s, site: M1S1}, {data: %s, site: m1s1}]".formatted(data, data));
        study(run, "--plan", plan)
                .assertFailed("data: expected one of the sites M1S1, M2S1, got 'm1s1'; did you mean 'M1S1'?");
        plan("recordings: [{data: %s, site: M1S1}, {data: %s, site: M1S1}]".formatted(data, data));
        study(run, "--plan", plan)
                .assertFailed("sites: expected each once, got M1S1 twice; remove one or name it otherwise");
        plan("recordings: [{data: %s, site: M1S1, animal: A}, {data: %s, site: M2S1}]".formatted(data, data));
        study(run, "--plan", plan)
                .assertFailed(
                        "sites: expected an animal of each or of none, got none of M2S1; name it, or leave all out");
        plan("recordings: [{site: M1S1}]");
        study(run, "--plan", plan)
                .assertFailed(
                        "plan.yaml: recordings: expected data, the recording's file or folder, got {\"site\":\"M1S1\"}");
        plan("recordings: [{data: x, sites: M1S1}]");
        study(run, "--plan", plan)
                .assertFailed(
                        "plan.yaml: recordings: expected only data, site, animal, format, mapping, got sites; did you mean 'site'?");
        plan("recordings: x");
        study(run, "--plan", plan).assertFailed("plan.yaml: expected a list of recordings, each with data, got \"x\"");
        plan("recordings: [{data: %s, site: M1S1}]".formatted(data));
        study(run, data, "--plan", plan)
                .assertMisused(
                        " study",
                        "the plan names recordings, each with its own site, format and mapping; leave out DATA");
        study(run).assertMisused(" study", "Missing required parameter: 'DATA', or recordings in a plan file");
        assertThat(run).doesNotExist();
    }

    @Test
    void refuses_names_that_cannot_be_folders() throws IOException {
        Path lab = SmallRecordings.write(temporary.resolve("lab-data"));
        Path npy = temporary.resolve("npy");
        CommandRun.of("prepare", lab, npy).assertDone();
        for (String name : List.of("../up", ".hidden", "a:b", "x".repeat(101))) {
            Path plan = plan("recordings: [{data: %s, site: \"%s\"}]".formatted(npy, name));
            study(run, "--plan", plan)
                    .assertFailed(
                            "site: expected a name of 1 to 100 characters that a folder can have, got '%s'; name it otherwise"
                                    .formatted(name));
        }
        Path plan = plan("recordings: [{data: %s, site: All}]".formatted(npy));
        study(run, "--plan", plan)
                .assertFailed("site: 'All' is what tables call all sites together; name it otherwise");
        assertThat(run).doesNotExist();
    }
}
