package org.hypercolumn.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunFolder;

/**
 * The sites that a comparison is over, one or several. Neurons of several sites are numbered through, so that each has a
 * number of its own in {@link #pooled}.
 *
 * @param sites in the order given
 */
record ComparedSites(List<Site> sites) {

    /**
     * One site.
     *
     * @param name of the recording's site, or of the run where sites share a name
     * @param animal its name; that of the site where none was given
     * @param run its run
     * @param first number of its neuron 0 in the pooled run
     * @param end above the number of its last neuron
     */
    record Site(String name, String animal, ScoredRun run, int first, int end) {

        private static Site of(String name, String animal, ScoredRun run, int first) {
            List<Integer> neurons = run.neurons();
            return new Site(name, animal, run, first, first + neurons.get(neurons.size() - 1) + 1);
        }

        /** {@code m1s2 of m1}, or the site alone where it is an animal of its own. */
        String label() {
            return animal.equals(name) ? name : "%s of %s".formatted(name, animal);
        }

        private boolean has(int neuron) {
            return neuron >= first && neuron < end;
        }
    }

    ComparedSites {
        sites = List.copyOf(sites);
    }

    /** A run alone, whose neurons keep their numbers. */
    static ComparedSites one(ScoredRun run) {
        String name = run.description().data().site();
        return new ComparedSites(List.of(Site.of(name, name, run, 0)));
    }

    /**
     * Reads runs of different sites, with the rows of one share.
     *
     * @param animals of each run, equal for equal animals; empty if each site is taken as an animal of its own
     * @throws BadDataFileException if one is damaged, or two are of the same recording or differ in what must be equal
     * @throws IOException if one cannot be read
     */
    static ComparedSites read(List<RunFolder> folders, List<String> animals, ComparisonChoice choice)
            throws IOException {
        List<ScoredRun> runs = new ArrayList<>();
        for (RunFolder folder : folders) {
            ScoredRun run = ScoredRun.read(folder);
            for (ScoredRun earlier : runs) {
                checkOther(run, earlier);
            }
            if (!runs.isEmpty() && choice.differences() == ComparisonChoice.Differences.REFUSED) {
                RunComparison.checkEqual(runs.get(0), run);
            }
            runs.add(run);
        }
        double share = ComparedShare.of(runs, choice);
        List<String> names = names(runs);
        List<Site> sites = new ArrayList<>();
        int first = 0;
        for (int index = 0; index < runs.size(); index++) {
            String animal = animals.isEmpty() ? names.get(index) : animals.get(index);
            sites.add(Site.of(names.get(index), animal, runs.get(index).atShare(share), first));
            first = sites.get(index).end();
        }
        return new ComparedSites(sites);
    }

    private static void checkOther(ScoredRun run, ScoredRun earlier) throws BadDataFileException {
        if (NeuronPairing.sameRecording(run, earlier)) {
            throw new BadDataFileException(
                    run.folder().path(),
                    "is of the same recording as %s; --sites expects a run of each site".formatted(earlier.name()));
        }
    }

    private static List<String> names(List<ScoredRun> runs) throws BadDataFileException {
        List<Function<ScoredRun, String>> kinds =
                List.of(run -> run.description().data().site(), ScoredRun::name);
        for (Function<ScoredRun, String> kind : kinds) {
            List<String> names = runs.stream().map(kind).toList();
            if (new HashSet<>(names).size() == names.size()) {
                return names;
            }
        }
        throw new BadDataFileException(
                runs.get(1).folder().path(),
                "has the site's name and the folder's name of another run; rename the folder of one");
    }

    boolean areSeveral() {
        return sites.size() > 1;
    }

    /** Whether some animal has several sites, so that somebody said which. */
    boolean haveAnimals() {
        return animals().size() < sites.size();
    }

    /** Each once. */
    Set<String> animals() {
        return sites.stream().map(Site::animal).collect(Collectors.toUnmodifiableSet());
    }

    /** What the means are over. */
    MeanEstimate.Units units() {
        return MeanEstimate.Units.of(animalOfEach());
    }

    /** How many of these there are. */
    int unitCount() {
        return units() == MeanEstimate.Units.ANIMALS ? animals().size() : sites.size();
    }

    private List<String> animalOfEach() {
        return sites.stream().map(Site::animal).toList();
    }

    List<String> names() {
        return sites.stream().map(Site::name).toList();
    }

    /** One run of all their rows, of the models that each site has; its folder and description are the first one's. */
    ScoredRun pooled() {
        ScoredRun first = sites.get(0).run();
        if (!areSeveral()) {
            return first;
        }
        List<String> models = first.models().stream()
                .filter(model ->
                        sites.stream().allMatch(site -> site.run().models().contains(model)))
                .toList();
        List<FitScore> rows = new ArrayList<>();
        for (Site site : sites) {
            for (FitScore row : site.run().rows()) {
                if (models.contains(row.model())) {
                    rows.add(row.withNeuron(site.first() + row.neuron()));
                }
            }
        }
        return first.withName(String.join(", ", names())).withRows(rows);
    }

    /** The site of a neuron of the pooled run. */
    Site of(int neuron) {
        return sites.stream()
                .filter(site -> site.has(neuron))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sites: neuron " + neuron + " is of none"));
    }

    /** The values of each site's neurons. */
    List<double[]> bySite(int[] neurons, double[] values) {
        List<double[]> all = new ArrayList<>();
        for (Site site : sites) {
            double[] own = new double[neurons.length];
            int count = 0;
            for (int n = 0; n < neurons.length; n++) {
                if (site.has(neurons[n])) {
                    own[count++] = values[n];
                }
            }
            all.add(Arrays.copyOf(own, count));
        }
        return all;
    }

    /** The mean over the sites or animals that have a value. */
    MeanEstimate estimate(List<double[]> bySite) {
        return MeanEstimate.ofSites(bySite, animalOfEach(), units());
    }
}
