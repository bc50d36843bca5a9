package org.hypercolumn.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.figure.AttentionScale;
import org.hypercolumn.metrics.PeakTuning;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.report.NeuronPage.Area;
import org.hypercolumn.report.NeuronPage.Attention;
import org.hypercolumn.report.NeuronPage.Contributions;
import org.hypercolumn.report.NeuronPage.Grid;
import org.hypercolumn.report.NeuronPage.ImageRow;
import org.hypercolumn.report.NeuronPage.Recorded;
import org.hypercolumn.report.NeuronPage.Score;
import org.hypercolumn.report.NeuronPage.Shown;
import org.hypercolumn.report.NeuronPage.Training;
import org.hypercolumn.report.NeuronPage.Tuning;
import org.hypercolumn.report.ReportData.ReportModel;
import org.hypercolumn.study.StudyTables;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.TrainingPlan;

/** Reports of runs that never were: every part is there, with numbers that a seed draws. */
final class SimulatedReport {

    static final List<String> MODELS = List.of(
            "ff-cnn",
            "ff-sa-cnn",
            "rf-cnn",
            "rf-sa-cnn",
            "rf-sa-cnn-star-simul",
            "rf-sa-cnn-star-incr",
            "ff-sa-cnn-star-simul",
            "ff-sa-cnn-star-incr-fc1",
            "ff-sa-cnn-star-incr-fc2");

    private static final int SHOWN = 6;

    private static final int SCATTERED = 300;

    private static final int EPOCHS = 50;

    private static final int SIDE = 50;

    private final SplittableRandom random;
    private final List<String> models;
    private final List<Double> shares;
    private final int images;
    private final List<FitScore> rows = new ArrayList<>();

    private SimulatedReport(long seed, List<String> models, List<Double> shares, int images) {
        this.random = new SplittableRandom(seed);
        this.models = models;
        this.shares = shares;
        this.images = images;
    }

    /** A report of all nine models. */
    static ReportData of(long seed, int neurons, int images) {
        return of(seed, MODELS, List.of(1.0, 0.5), neurons, images);
    }

    static ReportData of(long seed, List<String> models, List<Double> shares, int neurons, int images) {
        return new SimulatedReport(seed, models, shares, images).data(neurons);
    }

    private ReportData data(int neurons) {
        RankBins bins = RankBins.of(images, SCATTERED);
        List<NeuronPage> pages = new ArrayList<>();
        for (int neuron = 0; neuron < neurons; neuron++) {
            pages.add(page(neuron, bins));
        }
        byte[] pixels = new byte[images * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int image = i / (SIDE * SIDE);
            double wave = Math.sin((i % SIDE) * (1 + image % 5) * 0.1 + (i / SIDE % SIDE) * (image % 7) * 0.1);
            pixels[i] = (byte) (128 + 90 * wave + random.nextInt(-20, 20));
        }
        ThumbnailSheet thumbnails =
                ThumbnailSheet.of(IntStream.range(0, images).boxed().toList(), SIDE, SIDE, pixels);
        return new ReportData(
                facts(neurons),
                "validation",
                "of share 1 and seed 1",
                StudyTables.of(rows),
                figures(),
                models.stream().map(id -> new ReportModel(id, id, "")).toList(),
                RunAnalyses.CEILINGS,
                RunAnalyses.ATTENTION_MEASURES,
                new AttentionScale(6.5),
                bins,
                pages,
                thumbnails,
                List.of("figure11 is not drawn: it is not in the paper."),
                Map.of(ReportData.Part.FILTERS, "The filters are left out."));
    }

    private RunFacts facts(int neurons) {
        return new RunFacts(
                "m2s1",
                "/recordings/m2s1",
                Map.of("train_img_m2s1.npy", "0123456789abcdef".repeat(4)),
                models,
                neurons,
                Map.of(),
                RunData.Leaks.NONE,
                shares,
                List.of(1L, Long.MAX_VALUE),
                new TreeMap<>(Map.of("protocol", "holdout", "epochs", "50", "batch", "50", "frozen", "published")),
                List.of(
                        new Session(
                                "2026-01-02T03:04:05Z",
                                "2026-01-02T13:14:15Z",
                                "0.1.0",
                                "OpenJDK 64-Bit Server VM 17.0.15",
                                "Linux 6.1, amd64, 64 x EPYC",
                                "vector-256",
                                64),
                        new Session(
                                "2026-01-03T03:04:05Z",
                                "running",
                                "0.1.0",
                                "OpenJDK 64-Bit Server VM 17.0.15",
                                "Linux 6.1, amd64, 64 x EPYC",
                                "vector-256",
                                64)));
    }

    private List<ReportFigure> figures() {
        List<ReportFigure> figures = new ArrayList<>();
        for (int number = 4; number <= 10; number++) {
            StringBuilder points = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                points.append(i == 0 ? "M" : "L").append(20 + i).append(' ').append(180 - random.nextInt(160));
            }
            figures.add(new ReportFigure(
                    "figure" + number,
                    "Figure " + number,
                    "Drawn at random, to be looked at.",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"340\" height=\"200\"><text x=\"20\" y=\"15\">"
                            + "Figure " + number + "</text><path fill=\"none\" stroke=\"#0072b2\" d=\"" + points
                            + "\"/></svg>"));
        }
        return figures;
    }

    private NeuronPage page(int neuron, RankBins bins) {
        List<Score> scores = new ArrayList<>();
        List<Tuning> tuning = new ArrayList<>();
        List<Contributions> decomposition = new ArrayList<>();
        List<Attention> attention = new ArrayList<>();
        List<ImageRow> rowsOfImages = new ArrayList<>();
        List<Training> training = new ArrayList<>();
        double quality = random.nextDouble(0.2, 0.7);
        rowsOfImages.add(imageRow(EffectiveImages.RECORDED, EffectiveImages.End.MOST));
        rowsOfImages.add(imageRow(EffectiveImages.RECORDED, EffectiveImages.End.LEAST));
        for (String model : models) {
            for (double share : shares) {
                Scores drawn = scores(quality * (0.6 + 0.4 * share), neuron % 101 == 100);
                scores.add(new Score(model, share, drawn));
                TrainingPlan plan = TrainingPlan.paper().withShare(share);
                rows.add(new FitScore(model, neuron, "validation", plan, 40, drawn));
            }
            double[] predicted = falling(quality);
            tuning.add(new Tuning(
                    model, bins.means(predicted), scattered(predicted), scores(quality, neuron % 101 == 100)));
            if (model.startsWith("ff-")) {
                decomposition.add(contributions(model, bins));
            }
            if (model.contains("-sa-")) {
                attention.add(attention(model));
            }
            rowsOfImages.add(imageRow(model, EffectiveImages.End.MOST));
            rowsOfImages.add(imageRow(model, EffectiveImages.End.LEAST));
            training.add(new Training(model, 1 + random.nextInt(EPOCHS), epochs(1, -0.5), epochs(0, quality)));
        }
        return new NeuronPage(
                neuron,
                scores,
                Values.of(quality + 0.2, 0.4, 0.3, 0.5, 10),
                recorded(bins),
                tuning,
                decomposition,
                attention,
                List.of(),
                rowsOfImages,
                training);
    }

    private Scores scores(double quality, boolean undefined) {
        double corr = quality + random.nextDouble(-0.05, 0.05);
        return undefined
                ? new Scores(Double.NaN, Double.NaN, Double.NaN)
                : new Scores(corr, random.nextInt(11) / 10.0 * quality, random.nextInt(11) / 10.0 * quality);
    }

    private double[] falling(double peak) {
        return IntStream.range(0, images)
                .mapToDouble(rank -> peak * 2 / (1 + 0.1 * rank) + random.nextDouble(-0.05, 0.05))
                .toArray();
    }

    private Recorded recorded(RankBins bins) {
        double[] responses = falling(1);
        return new Recorded(bins.means(responses), scattered(responses), responses[PeakTuning.peakImages(images) - 1]);
    }

    private Values scattered(double[] byRank) {
        return Values.of(RankBins.of(images, SCATTERED).scattered().stream()
                .mapToDouble(rank -> byRank[rank])
                .toArray());
    }

    private Contributions contributions(String model, RankBins bins) {
        int side = model.contains("star") ? 9 : 5;
        double[] map = random.doubles((long) side * side, -0.02, 0.05).toArray();
        map[side * side / 2] = 0.3;
        return new Contributions(
                model,
                new Grid(side, side, side * side / 2),
                -0.1,
                0.6,
                Values.of(model.endsWith("fc1") ? 0.9 : Double.NaN, model.endsWith("fc1") ? 0.4 : Double.NaN),
                Values.of(map),
                weights(side * side),
                bins.means(falling(1)),
                bins.means(falling(0.6)),
                bins.means(falling(0.4)));
    }

    private Attention attention(String model) {
        List<Integer> best = random.ints(SHOWN, 0, images).boxed().toList();
        List<Values> weights = best.stream().map(image -> weights(81)).toList();
        return new Attention(
                model,
                new Grid(9, 9, 40),
                new Area(0.12, 0.12, 0.72, 0.72),
                best,
                weights,
                weights(81),
                Values.of(5.1, 0.04, Double.NaN, 0.02, -0.01));
    }

    private Values weights(int positions) {
        double[] weights = random.doubles(positions).map(w -> w * w * w).toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return Values.of(weights);
    }

    private ImageRow imageRow(String by, EffectiveImages.End end) {
        List<Shown> shown = random.ints(SHOWN, 0, images)
                .mapToObj(image -> new Shown(
                        image,
                        random.nextDouble(),
                        by.equals(EffectiveImages.RECORDED) ? Double.NaN : random.nextDouble()))
                .toList();
        return new ImageRow(by, end, shown);
    }

    private Values epochs(double from, double gain) {
        return Values.of(IntStream.range(0, EPOCHS)
                .mapToDouble(epoch -> from + gain * (1 - 1 / (1 + 0.2 * epoch)) + random.nextDouble(-0.02, 0.02))
                .toArray());
    }
}
