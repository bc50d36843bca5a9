package org.hypercolumn.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How often intervals hold the true mean, and how often tests find a difference that is not there, on made-up scores whose
 * truth is known. {@code scripts/coverage} prints what stands in {@code docs/statistics.md}; the same seed, the same numbers.
 */
final class CoverageSimulation {

    static final double LEVEL = 0.05;

    private static final int[] NEURONS = {3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100, 300};

    private static final int RECORDINGS = 10_000;

    /** The permutation test draws 100,000 patterns of more than 20 neurons. */
    private static final int PERMUTATION_RECORDINGS = 2_000;

    private CoverageSimulation() {}

    /** Prints all tables in Markdown. */
    public static void main(String[] arguments) {
        System.out.println("Coverage of 95 % intervals of a mean score over one site's neurons, in %:\n");
        byNeurons(MadeUpScores.SCORES, (scores, n) -> intervalOfScores(scores, n, RECORDINGS));
        System.out.println("\nCoverage of 95 % intervals of a mean difference over one site's neurons, in %:\n");
        byNeurons(MadeUpScores.DIFFERENCES, (scores, n) -> intervalOfDifferences(scores, n, RECORDINGS));
        System.out.println("\nErrors of tests over one site's neurons at 0.05, in %:\n");
        header();
        for (MadeUpScores scores : MadeUpScores.SYMMETRIC) {
            row("Wilcoxon, " + scores.name(), n -> wilcoxon(scores, n, RECORDINGS));
            row("permutation, " + scores.name(), n -> permutation(scores, n, PERMUTATION_RECORDINGS));
        }
        row(
                "Wilcoxon, outside its null: " + MadeUpScores.SKEWED_DIFFERENCES.name(),
                n -> wilcoxon(MadeUpScores.SKEWED_DIFFERENCES, n, RECORDINGS));
        row(
                "permutation, outside its null: " + MadeUpScores.SKEWED_DIFFERENCES.name(),
                n -> permutation(MadeUpScores.SKEWED_DIFFERENCES, n, PERMUTATION_RECORDINGS));
        for (MadeUpScores scores : MadeUpScores.DIFFERENCES) {
            row("equivalence, " + scores.name(), n -> equivalence(scores, n, RECORDINGS));
        }
        row("any of 8 by Wilcoxon after Holm", n -> holm(n, RECORDINGS / 5));
        System.out.println("\nOver one site's neurons and its images, both as samples:\n");
        overImages();
        System.out.println("\nOver sites:\n");
        overSites();
    }

    private interface Cell {
        double of(MadeUpScores scores, int neurons);
    }

    private static void byNeurons(List<MadeUpScores> all, Cell cell) {
        header();
        all.forEach(scores -> row(scores.name(), n -> cell.of(scores, n)));
    }

    private static void header() {
        System.out.println("| n | " + joined(NEURONS, Integer::toString) + " |");
        System.out.println("| --- | " + joined(NEURONS, n -> "--:") + " |");
    }

    private static String joined(int[] numbers, IntFunction<String> text) {
        return IntStream.of(numbers).mapToObj(text).collect(Collectors.joining(" | "));
    }

    private static void row(String name, IntToDoubleFunction cell) {
        double[] shares = IntStream.of(NEURONS).parallel().mapToDouble(cell).toArray();
        System.out.println("| " + name + " | "
                + Arrays.stream(shares).mapToObj(CoverageSimulation::percent).collect(Collectors.joining(" | "))
                + " |");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** The share of recordings whose interval of the mean score holds the true mean, among those that have an interval. */
    static double intervalOfScores(MadeUpScores scores, int neurons, int recordings) {
        return coverage(recordings, random -> MeanEstimate.ofScores(scores.draw(neurons, random)), scores.mean());
    }

    /** The same of a mean difference. */
    static double intervalOfDifferences(MadeUpScores scores, int neurons, int recordings) {
        return coverage(
                recordings,
                random -> MeanEstimate.ofDifferences(scores.draw(neurons, random), new double[neurons]),
                scores.mean());
    }

    /** The same over sites. */
    static double intervalOverSites(MadeUpSites sites, int studies) {
        return coverage(
                studies,
                random -> MeanEstimate.ofSites(
                        sites.draw(random), sites.animals(), MeanEstimate.Units.of(sites.animals())),
                0);
    }

    private interface Study {
        MeanEstimate of(RandomGenerator random);
    }

    private static double coverage(int count, Study study, double truth) {
        var random = new SplittableRandom(1);
        int intervals = 0;
        int holding = 0;
        for (int i = 0; i < count; i++) {
            MeanEstimate estimate = study.of(random);
            if (estimate.hasInterval()) {
                Interval interval = estimate.interval();
                intervals++;
                holding += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
            }
        }
        return (double) holding / intervals;
    }

    private static double error(int count, ToDoubleFunction<RandomGenerator> p) {
        var random = new SplittableRandom(2);
        int errors = 0;
        for (int i = 0; i < count; i++) {
            errors += p.applyAsDouble(random) < LEVEL ? 1 : 0;
        }
        return (double) errors / count;
    }

    static double wilcoxon(MadeUpScores scores, int neurons, int recordings) {
        return error(
                recordings,
                random -> WilcoxonSignedRank.of(scores.draw(neurons, random), new double[neurons])
                        .p());
    }

    static double permutation(MadeUpScores scores, int neurons, int recordings) {
        return error(
                recordings,
                random -> PermutationTest.of(scores.draw(neurons, random), new double[neurons], random)
                        .p());
    }

    /** The true difference is the bound itself, about four standard errors from 0, so that one of the tests decides. */
    static double equivalence(MadeUpScores scores, int neurons, int recordings) {
        double bound = scores.spread() * 4 / Math.sqrt(neurons);
        return error(recordings, random -> {
            double[] values = Arrays.stream(scores.draw(neurons, random))
                    .map(value -> value - scores.mean() + bound)
                    .toArray();
            return MeanEstimate.ofDifferences(values, new double[neurons]).equivalenceP(bound);
        });
    }

    /** How often any of 8 models seems to differ from a baseline, none of which does; all share the baseline's scores. */
    static double holm(int neurons, int recordings) {
        return error(recordings, random -> {
            double[] baseline = MadeUpScores.NORMAL.draw(neurons, random);
            double[] p = new double[8];
            Arrays.setAll(
                    p,
                    model -> WilcoxonSignedRank.of(MadeUpScores.NORMAL.draw(neurons, random), baseline)
                            .p());
            return Arrays.stream(Holm.corrected(p)).min().orElseThrow();
        });
    }

    private static void overImages() {
        System.out.println("| n | 200 images: coverage, neurons and images | its error | coverage, neurons only |"
                + " 1,000 images: coverage, neurons and images | its error | coverage, neurons only |");
        System.out.println("| --- | --: | --: | --: | --: | --: | --: |");
        for (double share : new double[] {0, 0.01, 0.1}) {
            for (int neurons : new int[] {3, 5, 10, 30, 100}) {
                System.out.println("| %d, share of images %s | %s |"
                        .formatted(
                                neurons,
                                share,
                                IntStream.of(200, 1000)
                                        .mapToObj(images -> {
                                            MadeUpImages made = new MadeUpImages(neurons, images, share);
                                            return "%s | %s | %s"
                                                    .formatted(
                                                            percent(intervalOverImages(made, 2_000)),
                                                            percent(differenceOverImages(made, 2_000)),
                                                            percent(intervalOverNeuronsOnly(made, 2_000)));
                                        })
                                        .collect(Collectors.joining(" | "))));
            }
        }
    }

    /** How often the interval over neurons and images holds the true mean, 0. */
    static double intervalOverImages(MadeUpImages images, int recordings) {
        return coverage(recordings, random -> overImages(images, random), 0);
    }

    static double differenceOverImages(MadeUpImages images, int recordings) {
        return error(recordings, random -> overImages(images, random).p());
    }

    private static MeanEstimate overImages(MadeUpImages images, RandomGenerator random) {
        double[][] values = images.draw(random);
        return overNeurons(values).overImagesToo(values);
    }

    private static MeanEstimate overNeurons(double[][] values) {
        double[] neurons = Arrays.stream(values)
                .mapToDouble(row -> Arrays.stream(row).average().orElseThrow())
                .toArray();
        return MeanEstimate.ofDifferences(neurons, new double[neurons.length]);
    }

    private static double intervalOverNeuronsOnly(MadeUpImages images, int recordings) {
        return coverage(recordings, random -> overNeurons(images.draw(random)), 0);
    }

    private static void overSites() {
        System.out.println(
                "| sites | intraclass correlation | coverage over sites or animals | its error | error of equivalence |"
                        + " coverage, hierarchical bootstrap (not offered) | error of Wilcoxon over neurons (not offered) |");
        System.out.println("| --- | --: | --: | --: | --: | --: | --: |");
        MadeUpSites.ALL.parallelStream()
                .map(sites -> "| %s | %s | %s | %s | %s | %s | %s |"
                        .formatted(
                                sites.name(),
                                sites.correlation(),
                                percent(intervalOverSites(sites, RECORDINGS)),
                                percent(differenceOverSites(sites, RECORDINGS)),
                                percent(equivalenceOverSites(sites, RECORDINGS)),
                                percent(hierarchicalBootstrap(sites, 1_000)),
                                percent(wilcoxonOverSites(sites, 1_000))))
                .toList()
                .forEach(System.out::println);
        System.out.println(
                "\nAny of 8 models over sites of 30 neurons after Holm, intraclass correlation 0.1, errs in %:\n");
        for (int sites : new int[] {2, 3, 5, 10}) {
            System.out.println("- %d sites: %s".formatted(sites, percent(holmOverSites(sites, RECORDINGS / 5))));
        }
    }

    /** As {@link #holm}, over sites that share a part of each model's difference. */
    static double holmOverSites(int count, int studies) {
        MadeUpSites sites = MadeUpSites.ALL.stream()
                .filter(one -> one.name().equals(count == 2 ? "2 of 30 neurons" : count + " of 30")
                        && one.correlation() == 0.1)
                .findFirst()
                .orElseThrow();
        return error(studies, random -> {
            List<double[]> baseline = sites.draw(random);
            double[] p = new double[8];
            Arrays.setAll(
                    p,
                    model -> MeanEstimate.ofSites(differences(sites.draw(random), baseline))
                            .p());
            return Arrays.stream(Holm.corrected(p)).min().orElseThrow();
        });
    }

    private static List<double[]> differences(List<double[]> first, List<double[]> second) {
        return IntStream.range(0, first.size())
                .mapToObj(site -> IntStream.range(0, first.get(site).length)
                        .mapToDouble(n -> first.get(site)[n] - second.get(site)[n])
                        .toArray())
                .toList();
    }

    static double differenceOverSites(MadeUpSites sites, int studies) {
        return error(
                studies,
                random -> MeanEstimate.ofSites(
                                sites.draw(random), sites.animals(), MeanEstimate.Units.of(sites.animals()))
                        .p());
    }

    /** The true difference is the bound itself, far from 0, so that one of the tests decides. */
    static double equivalenceOverSites(MadeUpSites sites, int studies) {
        double bound = 10 * sites.standardError();
        return error(studies, random -> {
            List<double[]> values = sites.draw(random).stream()
                    .map(site -> Arrays.stream(site).map(value -> value + bound).toArray())
                    .toList();
            return MeanEstimate.ofSites(values, sites.animals(), MeanEstimate.Units.of(sites.animals()))
                    .equivalenceP(bound);
        });
    }

    static double wilcoxonOverSites(MadeUpSites sites, int studies) {
        return error(studies, random -> {
            double[] all =
                    sites.draw(random).stream().flatMapToDouble(Arrays::stream).toArray();
            return WilcoxonSignedRank.of(all, new double[all.length]).p();
        });
    }

    /** Draws animals, sites of each, then neurons of each, 500 times; the percentile interval of the mean over animals. */
    private static double hierarchicalBootstrap(MadeUpSites sites, int studies) {
        var random = new SplittableRandom(3);
        int holding = 0;
        for (int study = 0; study < studies; study++) {
            List<double[]> values = sites.draw(random);
            Map<Integer, List<double[]>> byAnimal = new TreeMap<>();
            for (int site = 0; site < values.size(); site++) {
                byAnimal.computeIfAbsent(sites.animals().get(site), animal -> new ArrayList<>())
                        .add(values.get(site));
            }
            List<List<double[]>> animals = List.copyOf(byAnimal.values());
            double[] means = new double[500];
            Arrays.setAll(means, resample -> resampledMean(animals, random));
            Arrays.sort(means);
            holding += means[12] <= 0 && 0 <= means[487] ? 1 : 0;
        }
        return (double) holding / studies;
    }

    private static double resampledMean(List<List<double[]>> animals, RandomGenerator random) {
        double sum = 0;
        for (int draw = 0; draw < animals.size(); draw++) {
            List<double[]> sites = animals.get(random.nextInt(animals.size()));
            double ofAnimal = 0;
            for (int drawn = 0; drawn < sites.size(); drawn++) {
                double[] site = sites.get(random.nextInt(sites.size()));
                double ofSite = 0;
                for (int neuron = 0; neuron < site.length; neuron++) {
                    ofSite += site[random.nextInt(site.length)];
                }
                ofAnimal += ofSite / site.length;
            }
            sum += ofAnimal / sites.size();
        }
        return sum / animals.size();
    }
}
