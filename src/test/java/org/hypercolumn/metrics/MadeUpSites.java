package org.hypercolumn.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Sites whose neurons share a part of their differences; the true mean is 0 and a neuron's variance 1.
 *
 * @param name for a table
 * @param neurons of each site
 * @param animals of each site; one of several sites shares half of what its sites share
 * @param correlation intraclass, of neurons of one site
 * @param shape of what sites share
 */
record MadeUpSites(String name, List<Integer> neurons, List<Integer> animals, double correlation, Shape shape) {

    enum Shape {
        NORMAL,
        /** Exponential, skewness 2. */
        SKEWED,
        /** Peak tuning over 10 images, 17 % on average; by site, 8 % to 25 %. */
        PEAKS
    }

    static final List<MadeUpSites> ALL = all();

    private static List<MadeUpSites> all() {
        List<MadeUpSites> all = new ArrayList<>();
        for (double correlation : new double[] {0, 0.1, 0.3}) {
            all.add(sites("2 of 30 neurons", correlation, 30, 30));
            all.add(sites("3 of 30", correlation, 30, 30, 30));
            all.add(sites("5 of 30", correlation, 30, 30, 30, 30, 30));
            all.add(sites("10 of 30", correlation, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30));
            all.add(sites("2 of 100", correlation, 100, 100));
            all.add(sites("20 and 40", correlation, 20, 40));
            all.add(sites("10 and 100", correlation, 10, 100));
            all.add(sites("5, 30 and 100", correlation, 5, 30, 100));
            all.add(new MadeUpSites(
                    "2 animals, 2 sites of 30 each",
                    List.of(30, 30, 30, 30),
                    List.of(1, 1, 2, 2),
                    correlation,
                    Shape.NORMAL));
            all.add(new MadeUpSites(
                    "3 animals, 1, 2 and 3 sites of 30",
                    List.of(30, 30, 30, 30, 30, 30),
                    List.of(1, 2, 2, 3, 3, 3),
                    correlation,
                    Shape.NORMAL));
        }
        for (int count : new int[] {2, 3, 5, 10}) {
            all.add(alike(count, "skewed", 0.1, Shape.SKEWED));
        }
        for (int count : new int[] {2, 3, 5, 10}) {
            all.add(alike(count, "mean PT", 0.06, Shape.PEAKS));
        }
        return List.copyOf(all);
    }

    private static MadeUpSites alike(int count, String what, double correlation, Shape shape) {
        return new MadeUpSites(
                "%d of 30, %s".formatted(count, what),
                Collections.nCopies(count, 30),
                IntStream.range(0, count).boxed().toList(),
                correlation,
                shape);
    }

    static MadeUpSites sites(String name, double correlation, Integer... neurons) {
        List<Integer> animals = IntStream.range(0, neurons.length).boxed().toList();
        return new MadeUpSites(name, List.of(neurons), animals, correlation, Shape.NORMAL);
    }

    List<double[]> draw(RandomGenerator random) {
        return shape == Shape.PEAKS ? peaks(random) : normal(random);
    }

    /** Less their true mean. */
    private List<double[]> peaks(RandomGenerator random) {
        return neurons.stream()
                .map(count -> {
                    double factor = 0.5 + random.nextDouble();
                    return DoubleStream.generate(() -> MadeUpScores.peak(2, 10, factor, random) - 1 / 6.0)
                            .limit(count)
                            .toArray();
                })
                .toList();
    }

    private List<double[]> normal(RandomGenerator random) {
        boolean nested = animals.stream().distinct().count() < animals.size();
        double[] ofAnimals = new double
                [1 + animals.stream().mapToInt(Integer::intValue).max().orElseThrow()];
        for (int animal = 0; animal < ofAnimals.length; animal++) {
            ofAnimals[animal] = shared(random);
        }
        List<double[]> sites = new ArrayList<>();
        for (int site = 0; site < neurons.size(); site++) {
            double shared = Math.sqrt(nested ? correlation / 2 : correlation) * shared(random)
                    + (nested ? Math.sqrt(correlation / 2) * ofAnimals[animals.get(site)] : 0);
            double[] values = new double[neurons.get(site)];
            for (int n = 0; n < values.length; n++) {
                values[n] = shared + Math.sqrt(1 - correlation) * random.nextGaussian();
            }
            sites.add(values);
        }
        return sites;
    }

    private double shared(RandomGenerator random) {
        double normal = random.nextGaussian();
        if (shape == Shape.NORMAL) {
            return normal;
        }
        double other = random.nextGaussian();
        return (normal * normal + other * other) / 2 - 1;
    }

    /** About that of the mean over sites. */
    double standardError() {
        double own = neurons.stream()
                .mapToDouble(count -> correlation + (1 - correlation) / count)
                .sum();
        return Math.sqrt(own) / neurons.size();
    }
}
