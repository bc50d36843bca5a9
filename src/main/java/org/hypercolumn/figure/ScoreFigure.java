package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hypercolumn.analysis.PopulationScore;
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

    private static final double BAR = 0.7;
    private static final double HEIGHT = 38;
    private static final int TICKS = 5;

    /** Which models are compared. */
    enum Kind {
        /** All that are not of incremental learning. */
        MECHANISMS,
        /** Incremental and simultaneous learning, against rf-CNN. */
        INCREMENTAL
    }

    @Override
    public String id() {
        return kind == Kind.MECHANISMS ? "figure5" : "figure6";
    }

    @Override
    public String title() {
        return kind == Kind.MECHANISMS ? "Correlation and peak tuning" : "Incremental and simultaneous learning";
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

    @Override
    public PaperFigure draw() {
        var rows = new FigureData.Rows(
                "model",
                "metric",
                "unit",
                "mean",
                "interval_low",
                "interval_high",
                "neurons",
                "undefined_neurons",
                "training_share_percent");
        List<PopulationScore> shown = new ArrayList<>();
        Figure figure = Figure.of(title(), caption(), Figure.TWO_COLUMNS)
                .withRows(HEIGHT)
                .withColumns(1, 1, 1);
        List<Metric> metrics = List.of(Metric.values());
        for (int column = 0; column < metrics.size(); column++) {
            Metric metric = metrics.get(column);
            List<PopulationScore> scores = models().stream()
                    .flatMap(model -> score(model, metric).stream())
                    .toList();
            shown.addAll(scores);
            figure = figure.with(0, column, panel(metric, scores).titled(String.valueOf("abc".charAt(column)), ""));
        }
        for (PopulationScore score : shown) {
            double factor = ScoreUnit.of(score.metric()).factor();
            rows.add(
                    score.model(),
                    score.metric().name(),
                    ScoreUnit.of(score.metric()).text(),
                    score.summary().mean() * factor,
                    score.interval().low() * factor,
                    score.interval().high() * factor,
                    score.summary().defined(),
                    score.summary().undefined(),
                    score.share() * 100);
        }
        return new PaperFigure(id(), title(), caption(), figure, rows.data());
    }

    private Panel panel(Metric metric, List<PopulationScore> scores) {
        ScoreUnit unit = ScoreUnit.of(metric);
        var looks = new ModelLooks(models());
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            PopulationScore score = scores.get(i);
            var bar = new Mark.Bars(
                    Values.of(i), Values.of(score.summary().mean() * unit.factor()), BAR, looks.of(score.model()), "");
            marks.add(bar);
            marks.add(bar.whiskers(
                    Values.of(score.interval().low() * unit.factor()),
                    Values.of(score.interval().high() * unit.factor())));
            if (kind == Kind.INCREMENTAL && score.model().equals(BASELINE)) {
                marks.add(new Mark.Level(
                        score.summary().mean() * unit.factor(),
                        Look.of(Palette.INK).withWidth(0.5).withDash(2, 2)));
            }
        }
        marks.add(new Mark.Level(0, Look.of(Palette.INK).withWidth(0.5)));
        Axis x = Axis.categories(
                "", scores.stream().map(score -> ModelName.of(score.model())).toList());
        Axis y = Axis.linear("%s (%s)".formatted(metric.name(), unit.text()));
        return Panel.of(x, metric == Metric.CORR ? y : peakRange(y), marks);
    }

    /** Both measures of peak tuning on one range. */
    private Axis peakRange(Axis axis) {
        double high = 0;
        for (Metric metric : List.of(Metric.PT_J, Metric.PT_S)) {
            for (String model : models()) {
                Optional<PopulationScore> score = score(model, metric);
                double mean = score.map(found -> found.summary().mean()).orElse(Double.NaN);
                double end = score.map(found -> found.interval().high()).orElse(Double.NaN);
                high = Math.max(high, Math.max(Double.isNaN(mean) ? 0 : mean, Double.isNaN(end) ? 0 : end));
            }
        }
        Scale scale = Ranges.linear(0, high == 0 ? 1 : 100 * high, TICKS);
        return axis.withRange(0, scale.to());
    }

    private String caption() {
        List<Integer> counts = new ArrayList<>();
        int undefined = 0;
        for (Metric metric : Metric.values()) {
            for (String model : models()) {
                Optional<PopulationScore> score = score(model, metric);
                if (score.isPresent()) {
                    counts.add(score.get().summary().defined()
                            + score.get().summary().undefined());
                    undefined = Math.max(undefined, score.get().summary().undefined());
                }
            }
        }
        String subject = kind == Kind.MECHANISMS
                ? "Correlation (CORR) and joint (PT_J) and separate (PT_S) peak tuning of each model."
                : "Models learned incrementally (Incr.) and simultaneously (Simul.), against rf-CNN%s."
                        .formatted(models().contains(BASELINE) ? " (dashed)" : ", which is not analysed");
        return CaptionText.joined(
                        subject,
                        "Means over neurons, a neuron's score being its mean over seeds; bars: 95 %% bootstrap intervals over neurons; %s."
                                .formatted(CaptionText.neurons(counts)),
                        CaptionText.images(results.conditions()),
                        "Models fitted with %s of the training images."
                                .formatted(
                                        CaptionText.percent(results.conditions().share())))
                + (undefined == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " Up to %d of a model's neurons have no score and are left out.",
                                undefined));
    }
}
