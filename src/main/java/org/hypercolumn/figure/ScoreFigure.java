package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.Metric;

/** Mean scores of models as bars, correlation and peak tuning. Source: Lin et al. 2025, figures 5 and 6. */
record ScoreFigure(FigureResults results, Kind kind) implements Illustration {

    private static final String BASELINE = "rf-cnn";

    private static final List<String> INCREMENTAL = List.of(
            BASELINE,
            "rf-sa-cnn-star-simul",
            "rf-sa-cnn-star-incr",
            "ff-sa-cnn-star-simul",
            "ff-sa-cnn-star-incr-fc1",
            "ff-sa-cnn-star-incr-fc2");

    /** Where incremental learning begins; of neither figure. */
    private static final String STAGE_0 = "rf-cnn-c30";

    private static final double BAR = 0.7; // of the room of a model
    private static final double FEW = 4; // models; of fewer, bars are not made wider
    private static final double HEIGHT = 38;
    private static final double ROOM = 1.05; // of the range, above the highest bar

    /** Which models are compared. */
    enum Kind {
        /** All that are not of incremental learning. */
        MECHANISMS("figure5", "Correlation and peak tuning"),
        /** Incremental and simultaneous learning, against rf-CNN. */
        INCREMENTAL("figure6", "Incremental and simultaneous learning");

        private final String id;
        private final String title;

        Kind(String id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Override
    public String id() {
        return kind.id;
    }

    @Override
    public String title() {
        return kind.title;
    }

    @Override
    public Optional<String> missing() {
        if (results.scores().isEmpty()) {
            return Optional.of("there are no scores over the population; run analyze --what scores");
        }
        boolean onlyBaseline = models().stream().allMatch(BASELINE::equals);
        if (kind == Kind.INCREMENTAL && onlyBaseline) {
            return Optional.of("none of its models is analysed: %s"
                    .formatted(String.join(", ", INCREMENTAL.subList(1, INCREMENTAL.size()))));
        }
        return models().isEmpty() ? Optional.of("all models analysed are those of figure 6") : Optional.empty();
    }

    /** Those of the figure that have scores, in the order of the run; of figure 6 in the paper's. */
    private List<String> models() {
        List<String> scored = results.conditions().models().stream()
                .filter(model -> score(model, Metric.CORR).isPresent())
                .toList();
        return kind == Kind.INCREMENTAL
                ? INCREMENTAL.stream().filter(scored::contains).toList()
                : scored.stream().filter(ScoreFigure::isOfMechanisms).toList();
    }

    private static boolean isOfMechanisms(String model) {
        return model.equals(BASELINE) || !(INCREMENTAL.contains(model) || model.equals(STAGE_0));
    }

    private Optional<PopulationScore> score(String model, Metric metric) {
        return results.scores()
                .flatMap(scores -> scores.of(model, results.conditions().share(), metric));
    }

    private List<PopulationScore> scores(Metric metric) {
        return models().stream().flatMap(model -> score(model, metric).stream()).toList();
    }

    @Override
    public PaperFigure draw() {
        List<PopulationScore> all = ScorePanels.all(this::scores);
        String caption = CaptionText.joined(
                subject(),
                ScorePanels.caption(all),
                CaptionText.images(results.conditions()),
                "Models fitted with %s of the training images."
                        .formatted(CaptionText.percent(results.conditions().share())));
        Figure figure = ScorePanels.figure(title(), caption, HEIGHT, this::panel);
        return new PaperFigure(id(), title(), caption, figure, ScorePanels.data(all));
    }

    private String subject() {
        return kind == Kind.MECHANISMS
                ? "Correlation (CORR) and joint (PT_J) and separate (PT_S) peak tuning of each model."
                : "Models learned incrementally (Incr.) and simultaneously (Simul.), against rf-CNN%s."
                        .formatted(models().contains(BASELINE) ? " (dashed)" : ", which is not analysed");
    }

    private Panel panel(Metric metric) {
        List<PopulationScore> scores = scores(metric);

        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            PopulationScore score = scores.get(i);
            double mean = ScorePanels.mean(score);
            if (kind == Kind.INCREMENTAL && score.model().equals(BASELINE)) {
                marks.add(
                        new Mark.Level(mean, Look.of(Palette.INK).withWidth(0.5).withDash(2, 2)));
            }
            double width = BAR * Math.min(1, scores.size() / FEW);
            var bar = new Mark.Bars(Values.of(i), Values.of(mean), width, ModelLooks.of(score.model()), "");
            marks.add(bar);
            marks.add(bar.whiskers(Values.of(ScorePanels.low(score)), Values.of(ScorePanels.high(score))));
        }
        marks.add(new Mark.Level(0, Look.of(Palette.INK).withWidth(0.5)));
        Axis x = Axis.categories(
                "", scores.stream().map(score -> ModelName.of(score.model())).toList());
        Axis y = ScorePanels.axis(metric);
        return Panel.of(x, metric == Metric.CORR ? y : y.withRange(0, highestPeak()), marks);
    }

    /** Where the axes of both measures of peak tuning end. */
    private double highestPeak() {
        double highest = 0;
        for (Metric metric : List.of(Metric.PT_J, Metric.PT_S)) {
            for (PopulationScore score : scores(metric)) {
                for (double value : new double[] {ScorePanels.mean(score), ScorePanels.high(score)}) {
                    highest = Double.isNaN(value) ? highest : Math.max(highest, value);
                }
            }
        }
        return highest == 0 ? 1 : ROOM * highest;
    }
}
