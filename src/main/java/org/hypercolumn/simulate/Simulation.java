package org.hypercolumn.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;

/**
 * A recording made up in silico, with its truth. Equal plans give equal simulations on every machine and JDK, and a
 * plan with more images of dead leaves or more neurons gives the same ones first.
 */
public final class Simulation {

    /** Name of the file of a simulated recording that says what its neurons truly are. */
    public static final String TRUTH = "truth.json";

    /** The name of an only site in a {@link Recording} and in file names; several are M1S1, M2S1 and so on. */
    public static final String SITE = "sim";

    private final SimulationPlan plan;
    private final ImageSource source;
    private final Map<SimulatedTier, byte[]> pixels = new EnumMap<>(SimulatedTier.class); // [S, H, W]
    private final List<SimulatedSite> sites;

    private Simulation(SimulationPlan plan, ImageSource source) {
        this.plan = plan;
        this.source = source;
        EnergyBank bank = new EnergyBank(plan.height(), plan.width());
        List<ShownImage> calibration = IntStream.range(0, source.calibrationImages())
                .parallel()
                .mapToObj(image -> ShownImage.of(source.calibrationImage(image), bank))
                .toList();
        this.sites = IntStream.range(0, plan.sites())
                .mapToObj(site -> new SimulatedSite(
                        plan,
                        plan.sites() == 1
                                ? SiteFactors.typical()
                                : SiteFactors.of(plan.population(), plan.seed(), site),
                        bank,
                        calibration))
                .toList();
        for (SimulatedTier tier : SimulatedTier.values()) {
            pixels.put(tier, shown(tier, bank));
        }
    }

    /** Shows the images of a tier to all sites, on all processors; the order of the work does not matter. */
    private byte[] shown(SimulatedTier tier, EnergyBank bank) {
        int size = plan.height() * plan.width();
        byte[] all = new byte[tier.images(plan) * size];
        IntStream.range(0, tier.images(plan)).parallel().forEach(image -> {
            byte[] drawn = source.image(tier, image);
            System.arraycopy(drawn, 0, all, image * size, size);
            ShownImage shown = ShownImage.of(drawn, bank);
            sites.forEach(site -> site.show(tier, image, shown));
        });
        return all;
    }

    /**
     * Makes the neurons, draws the images and shows them, on all processors. About a millisecond of one processor an image
     * of 50 x 50 pixels, and 15 microseconds an image and neuron.
     */
    public static Simulation of(SimulationPlan plan) {
        return new Simulation(plan, new ImageSource.Leaves(plan.seed(), plan.height(), plan.width()));
    }

    /**
     * The same with photographs as images.
     *
     * @throws IllegalArgumentException if they have another size than planned, or there are too few
     */
    public static Simulation of(SimulationPlan plan, Photographs photographs) {
        return new Simulation(plan, photographs.dealt(plan));
    }

    /** What was simulated. */
    public SimulationPlan plan() {
        return plan;
    }

    /** The sites' names, as in file names. */
    public List<String> siteNames() {
        return sites.stream().map(site -> site.factors().name()).toList();
    }

    /** The noisy responses of the first site as a recording of three tiers: images in bytes, responses as recorded. */
    public Recording recording() {
        SimulatedSite site = sites.get(0);
        return new Recording(
                site.factors().name(),
                tier(site, SimulatedTier.TRAINING),
                Optional.of(tier(site, SimulatedTier.VALIDATION)),
                Optional.of(tier(site, SimulatedTier.TEST)),
                Map.of());
    }

    private Tier tier(SimulatedSite site, SimulatedTier tier) {
        Stimuli stimuli = Stimuli.ofBytes(pixels(tier), tier.images(plan), plan.height(), plan.width());
        return new Tier(stimuli, site.responses(tier).responses());
    }

    /**
     * Writes the recording in the paper's layout, {@code {train,val,test}_img_SITE.npy} and
     * {@code {train,val,test}Rsp_SITE.npy}, with the single trials {@code {val,test}Trials_SITE.npy}, and beside it
     * {@code truth.npz} (of several sites {@code truth_SITE.npz}) and {@code truth.json}, which explains them all.
     *
     * <p>A new folder appears whole or not at all. In a folder that holds a simulation of the same plan, every file is
     * replaced whole, by the same bytes.
     *
     * @param folder is made if it is not there
     * @throws org.hypercolumn.data.BadDataFileException if the folder holds anything else, or a simulation of another
     *     plan
     * @throws IOException if a file cannot be written
     */
    public void writeTo(Path folder) throws IOException {
        SimulationFolder.write(this, folder);
    }

    /** One or more. */
    List<SimulatedSite> sites() {
        return sites;
    }

    ImageSource source() {
        return source;
    }

    /** {@code [S, H, W, 1]}, u1. */
    NpyArray images(SimulatedTier tier) {
        return NpyArray.ofBytes(pixels(tier), tier.images(plan), plan.height(), plan.width(), 1);
    }

    private byte[] pixels(SimulatedTier tier) {
        return Optional.ofNullable(pixels.get(tier)).orElseThrow();
    }
}
