package org.hypercolumn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.analysis.AttentionMeasure;
import org.hypercolumn.analysis.CenterAttention;
import org.hypercolumn.analysis.Decomposition;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.analysis.FirstFilters;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.metrics.PeakTuning;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Block;
import org.hypercolumn.model.ReadoutKind;
import org.hypercolumn.nn.SelfAttention;
import org.hypercolumn.report.NeuronPage.ImageRow;
import org.hypercolumn.report.ReportData.Part;
import org.hypercolumn.study.AnalysisSelection;
import org.hypercolumn.study.RunAnalysis;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.SilentProgress;
import org.hypercolumn.train.SmallRecordings;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a run that is really made, of two small networks. */
class RunReportTest {

    private static final List<Integer> NEURONS = List.of(1, 3, 4);

    private static final Session SESSION =
            new Session("2026-01-02T03:04:05Z", "running", "0.1.0", "Java 17", "Linux", "scalar", 1);

    /** A float widened, averaged alone and read again is itself, but for half a step of a page's curves. */
    private static final double HALF_STEP = 1e-4;

    @TempDir
    private static Path parent;

    private static RunFolder folder;
    private static RunAnalysis analysis;
    private static Recording recording;

    @BeforeAll
    static void run() throws Exception {
        folder = RunFolder.of(parent.resolve("run"));
        recording = SmallRecordings.recording();
        Architecture attending = new Architecture(
                "attending",
                7,
                List.of(Block.pooled(5, 0.1), Block.attention(3, SelfAttention.Values.MAPPED, 0.1), Block.plain(1, 0)),
                ReadoutKind.CENTER);
        RunDescription description = RunDescription.of(
                        RunData.of(parent.resolve("secret").resolve("lab-7"), recording, ReadOptions.found()),
                        List.of(SmallRecordings.tiny(), attending),
                        NEURONS,
                        TrainingPlan.paper().withEpochs(3).withBatch(13))
                .withShares(List.of(0.5, 1.0));
        Study study = Study.of(description, recording);
        RunLock lock = study.begin(folder, SESSION);
        try {
            study.run(
                    folder, Kernels.best(), SESSION, () -> Instant.parse("2026-01-02T04:04:05Z"), new SilentProgress());
        } finally {
            lock.close();
        }
        analysis = RunAnalysis.of(folder, description, AnalysisSelection.all());
    }

    private static ReportData data() throws IOException {
        return RunReader.read(folder, List.of(), List.of());
    }

    @Test
    void what_was_not_analysed_is_said_with_the_command_that_does_it() throws IOException {
        ReportData data = RunReader.read(RunFolder.of(withoutAnalysis()), List.of(), List.of());

        assertThat(data.missing())
                .containsOnlyKeys(
                        Part.TABLES,
                        Part.FIGURES,
                        Part.CEILINGS,
                        Part.TUNING,
                        Part.DECOMPOSITION,
                        Part.ATTENTION,
                        Part.FILTERS,
                        Part.IMAGES);
        assertThat(data.missing().get(Part.TUNING))
                .isEqualTo("There are no tuning curves yet; hypercolumn analyze RUN --what tuning computes them.");
        assertThat(data.missing().values()).allMatch(sentence -> sentence.contains("hypercolumn "));
        assertThat(data.neurons().get(0).training()).hasSize(2);
        assertThat(data.neurons().get(0).tuning()).isEmpty();
    }

    @Test
    void a_run_that_has_only_begun_has_a_report() throws IOException {
        Path begun = Files.createDirectories(parent.resolve("begun"));
        Files.copy(folder.description(), begun.resolve("run.json"));

        ReportData data = RunReader.read(RunFolder.of(begun), List.of(), List.of());

        assertThat(data.neurons()).isEmpty();
        assertThat(data.missing()).containsKeys(Part.SCORES, Part.TRAINING);
        assertThat(Report.of(RunFolder.of(begun), List.of(), List.of()).html()).contains("This run has no scores yet");
    }

    @Test
    void what_was_run_is_told_with_its_sessions() throws IOException {
        RunFacts facts = data().facts();

        assertThat(facts.site()).isEqualTo("lab");
        assertThat(facts.data()).isEqualTo("lab-7");
        assertThat(facts.models()).containsExactly("tiny", "attending");
        assertThat(facts.shares()).containsExactly(0.5, 1.0);
        assertThat(facts.plan()).containsEntry("epochs", "3").containsEntry("protocol", "holdout");
        assertThat(facts.sessions()).containsExactly(SESSION.withEnded("2026-01-02T04:04:05Z"));
    }

    @Test
    void pages_show_what_the_files_of_the_analysis_hold() throws Exception {
        analyze();
        AnalysisFolder results = AnalysisFolder.of(folder.analysis());
        AnalysisConditions conditions = results.conditions();

        ReportData data = data();

        assertThat(data.missing()).containsOnlyKeys(Part.TABLES, Part.FIGURES, Part.CEILINGS);
        assertThat(data.neurons()).extracting(NeuronPage::neuron).containsExactlyElementsOf(NEURONS);
        NeuronPage page = data.neurons().get(2);
        TuningCurves tuning = TuningCurves.read(results.tuning(conditions, "attending"));
        assertThat(page.recorded().curve().at(5)).isEqualTo(tuning.recorded(2)[5]);
        assertThat(page.tuning()).extracting(NeuronPage.Tuning::model).containsExactly("tiny", "attending");
        assertThat(page.tuning().get(1).predicted().at(7)).isEqualTo(tuning.predicted(2)[7]);
        Decomposition parts = Decomposition.read(results.decomposition(conditions, "tiny"));
        assertThat(page.decomposition()).hasSize(1);
        assertThat(page.decomposition().get(0).centers().at(3)).isEqualTo(parts.centers(2)[3]);
        assertThat(page.decomposition().get(0).map().at(0)).isEqualTo(parts.map(2)[0]);
        CenterAttention attention = CenterAttention.read(results.attention(conditions, "attending"));
        assertThat(page.attention()).hasSize(1);
        assertThat(page.attention().get(0).weights().get(1).at(2))
                .isEqualTo(attention.attention(2, 1)[2]);
        assertThat(page.attention().get(0).measures().at(0)).isEqualTo(attention.value(AttentionMeasure.ENTROPY, 2));
        FirstFilters filters = FirstFilters.read(results.filters(conditions, "attending"));
        assertThat(page.filters()).extracting(NeuronPage.Filters::model).containsExactly("tiny", "attending");
        assertThat(page.filters().get(1).weights().at(filters.rows() * filters.columns() + 3))
                .isEqualTo(filters.filter(2, 1)[3]);
        EffectiveImages images = EffectiveImages.read(results.images());
        assertThat(page.images()).hasSize(6);
        ImageRow least = page.images().get(3);
        assertThat(least.by()).isEqualTo("tiny");
        assertThat(least.images().get(0).image())
                .isEqualTo(images.images(4, "tiny", EffectiveImages.End.LEAST)
                        .get(0)
                        .image());
    }

    @Test
    void the_page_does_not_say_where_the_recording_lay() throws IOException {
        assertThat(Report.of(folder, List.of(), List.of()).html())
                .contains("lab-7")
                .doesNotContain("secret", parent.toString());
    }

    @Test
    void responses_by_rank_come_with_the_threshold_of_peak_tuning() throws Exception {
        analyze();
        AnalysisFolder results = AnalysisFolder.of(folder.analysis());
        TuningCurves curves = TuningCurves.read(results.tuning(results.conditions(), "tiny"));

        NeuronPage page = data().neurons().get(2);

        int k = PeakTuning.peakImages(curves.stimuli());
        assertThat(page.recorded().threshold()).isEqualTo(curves.recorded(2)[k - 1]);
        assertThat(page.recorded().scattered().size()).isEqualTo(curves.stimuli());
        assertThat(page.recorded().scattered().at(6)).isEqualTo(curves.recorded(2)[6]);
        assertThat(page.tuning().get(0).scattered().at(6)).isEqualTo(curves.predicted(2)[6]);
        assertThat(page.tuning().get(0).scores()).isEqualTo(Scores.of(curves.predicted(2), curves.recorded(2)));
    }

    @Test
    void constant_responses_have_no_threshold_of_peak_tuning() throws Exception {
        analyze();
        NeuronPage constant = data().neurons().get(1);

        assertThat(constant.recorded().curve().at(0))
                .isEqualTo(constant.recorded().curve().at(5));
        assertThat(constant.recorded().threshold()).isNaN();
    }

    @Test
    void a_neuron_that_has_ceilings_shows_them() throws Exception {
        analyze();
        Path copy = parent.resolve("with-ceilings");
        copy(folder.path(), copy);
        Files.writeString(
                copy.resolve("analysis").resolve("ceilings.csv"),
                "neuron,neuron_id,images,repeats,split_half,reliability,corr_ceiling,fev,oracle_jackknife,"
                        + "oracle_optimistic,snr,cc_max,ptj_ceiling,pts_ceiling,ptr_ceiling\n"
                        + "4,17,29,10,0.5,0.6666,0.8165,0.25,0.3,0.5,2,0.8,0.1,0.4,0.2\n");

        ReportData data = RunReader.read(RunFolder.of(copy), List.of(), List.of());

        assertThat(data.missing()).containsOnlyKeys(Part.TABLES, Part.FIGURES);
        assertThat(data.ceilings().get(0)).isEqualTo("ceiling of CORR");
        assertThat(data.neurons().get(2).ceilings().at(0)).isEqualTo(0.8165);
        assertThat(data.ceilings().get(11)).isEqualTo("repeats (median)");
        assertThat(data.neurons().get(2).ceilings().at(11)).isEqualTo(10);
        assertThat(data.neurons().get(1).ceilings().isEmpty()).isTrue();
    }

    @Test
    void a_curve_is_in_the_page_as_it_was_analysed() throws Exception {
        analyze();
        ReportData data = data();
        List<String> models =
                data.models().stream().map(ReportData.ReportModel::id).toList();
        NeuronPage page = data.neurons().get(0);

        ObjectNode json = NeuronJson.of(page, models);

        JsonNode curves = json.path("curves");
        byte[] steps = Base64.getDecoder().decode(curves.path("steps").asText());
        int first = page.recorded().curve().size(); // then comes the first model's
        int step = (steps[2 * first] & 0xFF) + 256 * (steps[2 * first + 1] & 0xFF);
        assertThat(curves.path("from").asDouble() + step * curves.path("step").asDouble())
                .isCloseTo(page.tuning().get(0).predicted().at(0), within(HALF_STEP));
    }

    @Test
    void attention_covers_the_middles_of_the_receptive_fields() throws Exception {
        analyze();

        NeuronPage.Area area = data().neurons().get(0).attention().get(0).area();

        // Fields of 6 pixels (a 5 x 5 kernel, pooled by 2), 2 apart: squares of 2 pixels from pixel 2 on. Of 17 x 19
        // pixels
        // the kernel leaves 13 x 15, pooling 6 x 7.
        assertThat(area.left()).isEqualTo(2.0 / 19);
        assertThat(area.top()).isEqualTo(2.0 / 17);
        assertThat(area.width()).isEqualTo(14.0 / 19);
        assertThat(area.height()).isEqualTo(12.0 / 17);
    }

    @Test
    void it_comes_out_the_same_when_models_and_predictions_are_gone() throws Exception {
        analyze();
        String html = Report.of(folder, List.of(), List.of()).html();
        Path copy = parent.resolve("results-only");
        copy(folder.path(), copy);
        delete(copy.resolve("models"));
        delete(copy.resolve("predictions"));

        assertThat(Report.of(RunFolder.of(copy), List.of(), List.of()).html()).isEqualTo(html);
    }

    private static void analyze() throws Exception {
        if (!AnalysisFolder.of(folder.analysis()).hasConditions()) {
            analysis.begin();
            analysis.scores();
            analysis.tuning();
            analysis.images(recording);
            analysis.decomposition(recording, 1);
            analysis.attention(recording, Kernels.best(), 1);
            analysis.filters();
        }
    }

    private static Path withoutAnalysis() throws IOException {
        Path copy = parent.resolve("not-analysed");
        copy(folder.path(), copy);
        delete(copy.resolve("analysis"));
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
