package org.hypercolumn.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.Correlation;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.PredictionsFile;

/**
 * How far each scored image moves the CORR of each neuron under each model, from the predictions that runs keep: what it takes to
 * say how far a difference of models would move on other images.
 */
final class ImageInfluences {

    private static final String SCORED = "scored";

    private final ComparedSites sites;
    private final Map<String, Map<Integer, double[]>>
            byModel; // neuron's number in the pooled run -> [S], mean over seeds
    private final boolean sameImages;

    private ImageInfluences(ComparedSites sites, Map<String, Map<Integer, double[]>> byModel, boolean sameImages) {
        this.sites = sites;
        this.byModel = byModel;
        this.sameImages = sameImages;
    }

    /**
     * Reads the predictions of these models at every site.
     *
     * @throws BadDataFileException if some are missing or damaged
     * @throws IOException if one cannot be read
     */
    static ImageInfluences read(ComparedSites sites, Collection<String> models, double share) throws IOException {
        Map<String, Map<Integer, double[]>> byModel = new HashMap<>();
        List<int[]> images = new ArrayList<>();
        for (ComparedSites.Site site : sites.sites()) {
            for (String model : models) {
                Map<Integer, List<double[]>> bySeed = new HashMap<>();
                for (long seed : seeds(site, model)) {
                    PredictionsFile file =
                            sites.areSeveral() ? named(site, model, share, seed) : file(site.run(), model, share, seed);
                    images.add(file.places(SCORED));
                    addTo(bySeed, file, site.first());
                }
                Map<Integer, double[]> means = byModel.computeIfAbsent(model, id -> new HashMap<>());
                bySeed.forEach((neuron, influences) -> means.put(neuron, mean(influences)));
            }
        }
        boolean same = images.stream().allMatch(places -> Arrays.equals(places, images.get(0)));
        return new ImageInfluences(sites, byModel, same);
    }

    private static List<Long> seeds(ComparedSites.Site site, String model) {
        return site.run().rows().stream()
                .filter(row -> row.model().equals(model))
                .map(FitScore::plan)
                .map(plan -> plan.seed())
                .distinct()
                .toList();
    }

    /** All sites have files of the same names. */
    private static PredictionsFile named(ComparedSites.Site site, String model, double share, long seed)
            throws IOException {
        try {
            return file(site.run(), model, share, seed);
        } catch (BadDataFileException e) {
            throw new IOException("site %s: %s".formatted(site.name(), e.getMessage()), e);
        }
    }

    private static PredictionsFile file(ScoredRun run, String model, double share, long seed) throws IOException {
        Architecture architecture = run.description().models().stream()
                .filter(known -> known.id().equals(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(run.name() + " has no model " + model));
        return PredictionsFile.read(run.folder(), run.folder().predictions(architecture, share, seed));
    }

    /** Those that are defined: a fit without a CORR says nothing of images. */
    private static void addTo(Map<Integer, List<double[]>> bySeed, PredictionsFile file, int first) throws IOException {
        NeuronPredictions predictions = NeuronPredictions.of(file, SCORED, file.neurons());
        for (int n = 0; n < file.neurons().size(); n++) {
            double[] influences = Correlation.influences(predictions.predicted(n), predictions.recorded(n));
            if (Arrays.stream(influences).noneMatch(Double::isNaN)) {
                bySeed.computeIfAbsent(first + file.neurons().get(n), neuron -> new ArrayList<>())
                        .add(influences);
            }
        }
    }

    private static double[] mean(List<double[]> rows) {
        double[] mean = new double[rows.get(0).length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.size();
            }
        }
        return mean;
    }

    /** Whether all sites were scored on images of the same places in their tiers, which are taken to be the same images. */
    boolean areOfSameImages() {
        return sameImages;
    }

    /**
     * The mean of B - A in CORR, with neurons (or sites, or animals) and images as samples.
     *
     * @param overUnits the same with images as they are
     */
    MeanEstimate estimate(ModelComparison.Pair pair, MeanEstimate overUnits) {
        PairedScores scores = PairedScores.of(pair.first(), pair.second(), Metric.CORR);
        int[] neurons = scores.shared();
        double[][] values = new double[neurons.length][];
        for (int n = 0; n < neurons.length; n++) {
            double[] a = of(pair.first().model(), neurons[n]);
            double[] b = of(pair.second().model(), neurons[n]);
            double difference = scores.second()[n] - scores.first()[n];
            values[n] = new double[a.length];
            Arrays.setAll(values[n], i -> difference + b[i] - a[i]);
        }
        return overUnits.overImagesToo(sites.areSeveral() ? units(neurons, values) : values);
    }

    private double[] of(String model, int neuron) {
        double[] influences = byModel.getOrDefault(model, Map.of()).get(neuron);
        if (influences == null) {
            throw new IllegalArgumentException("%s: no predictions of neuron %d".formatted(model, neuron));
        }
        return influences;
    }

    /** The mean of each site's neurons, then of each animal's sites where animals are the units. */
    private double[][] units(int[] neurons, double[][] values) {
        Map<String, List<double[]>> bySite = new LinkedHashMap<>();
        for (int n = 0; n < neurons.length; n++) {
            bySite.computeIfAbsent(sites.of(neurons[n]).name(), site -> new ArrayList<>())
                    .add(values[n]);
        }
        Map<String, List<double[]>> byUnit = new LinkedHashMap<>();
        for (ComparedSites.Site site : sites.sites()) {
            if (bySite.containsKey(site.name())) {
                String unit = sites.units() == MeanEstimate.Units.ANIMALS ? site.animal() : site.name();
                byUnit.computeIfAbsent(unit, name -> new ArrayList<>()).add(mean(bySite.get(site.name())));
            }
        }
        return byUnit.values().stream().map(ImageInfluences::mean).toArray(double[][]::new);
    }
}
