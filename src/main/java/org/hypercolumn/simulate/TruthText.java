package org.hypercolumn.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Limits;
import org.jspecify.annotations.Nullable;

/** The {@code truth.json} of a simulation: its plan, what the files hold, how a neuron works, and every neuron. */
final class TruthText {

    private static final int DECIMALS = 6; // exact values are in truth.npz

    private static final List<String> FILES = List.of(
            "{train,val,test}_img_SITE.npy: images [S,H,W,1], u1; all sites see the same",
            "{train,val,test}Rsp_SITE.npy: responses [S,N], f4; train shown once, val and test the mean of 10 "
                    + "trials",
            "{val,test}Trials_SITE.npy: the 10 trials [R,S,N], f4",
            "truth.npz (of several sites truth_SITE.npz), {train,val,test}_noise_free [S,N]: the responses "
                    + "without noise",
            "the same, {train,val,test}_center_only [S,N]: without noise, near and far pools and facilitation",
            "the same, the other arrays [N]: the neurons' parameters, as below but not rounded");

    private static final List<String> NEURON = List.of(
            "contrast = (pixel - 127.5) / 127.5; gray, 0, outside of the image; angles are counter-clockwise "
                    + "from the right",
            "center: a quadrature pair of Gabors at right_pixels, up_pixels from the middle of the image, unit "
                    + "length, zero mean; sigma_pixels = sigma_periods / cycles_per_pixel within 1 to 2.6 is across "
                    + "the stripes, aspect times that along them; gray beyond 3 sigma_pixels times the larger of 1 and "
                    + "aspect, in rows or columns",
            "E: complexity 0 takes 4 max(even, 0)^2, 1 takes even^2 + odd^2",
            "pools: weighted means of the energies of a bank of round Gabors (6 orientations; 0.18 and 0.09 "
                    + "cycles a pixel, mixed by the logarithm of cycles_per_pixel; sigma 0.42 periods) at every second "
                    + "pixel (fourth at 0.09)",
            "a place counts exp(-((r - c) / w)^2 / 2), r its distance from the center in sigma_pixels: L c 0, "
                    + "w 1; N and C c 3, w 1; F c 6, w 2; below a thousandth of "
                    + "the largest weight it does not count",
            "times, for N, exp(side_concentration cos(d - side_degrees) - cos(2 (d - orientation_degrees))), and, "
                    + "for C, exp(4 cos(2 (d - orientation_degrees))), d a place's direction",
            "an orientation o counts exp(k cos(2 (o - orientation_degrees))), k 0 for L, pool_tuning for N and F, "
                    + "4 for C",
            "E, L, N, F and C are divided by energy_unit, the mean of L over 200 images (further ones if dead "
                    + "leaves, the first training images if photographs)",
            "d = E (1 + surround facilitation C^2 / (3.4^2 + C^2)) / (semisaturation + local_suppression L + "
                    + "surround (near_suppression N + far_suppression F))",
            "noise_free = baseline + gain d^exponent; center_only is the same with surround 0; baseline is "
                    + "baseline_share of mean_response, and gain sets the mean over the 200 images to it",
            "surround and noise of a neuron have the population's and the site's factors in them",
            "z = sqrt(shared_noise) common + sqrt(1 - shared_noise) own, both standard normal and new in every "
                    + "trial; common is the same for all neurons of a site",
            "a single trial of calcium = noise_free + noise z sqrt(additive_noise^2 + signal_noise max(noise_free, 0))",
            "a single trial of counts = Poisson(max(noise_free, 0) exp(g z - g^2 / 2)), g = noise gain_noise");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private TruthText() {}

    /** UTF-8; equal simulations give equal bytes. */
    static byte[] of(Simulation simulation) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.put("made_by", "hypercolumn simulate");
        root.set("plan", plan(simulation));
        FILES.forEach(root.putArray("files")::add);
        NEURON.forEach(root.putArray("neuron")::add);
        var sites = root.putArray("sites");
        for (SimulatedSite site : simulation.sites()) {
            ObjectNode made = sites.addObject();
            SiteFactors factors = site.factors();
            made.put("site", factors.name());
            made.put("response_factor", rounded(factors.response()));
            made.put("frequency_factor", rounded(factors.frequency()));
            made.put("surround_factor", rounded(factors.surround()));
            made.put("noise_factor", rounded(factors.noise()));
            made.put("shared_noise_factor", rounded(factors.sharedNoise()));
            var neurons = made.putArray("neurons");
            for (SimulatedNeuron neuron : site.neurons()) {
                ObjectNode values = neurons.addObject();
                TruthArrays.perNeuron()
                        .forEach((name, value) -> values.put(name, rounded(value.applyAsDouble(neuron))));
            }
        }
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return JSON.writer(printer).writeValueAsBytes(root);
    }

    /** All that a simulation follows from. */
    static ObjectNode plan(Simulation simulation) {
        SimulationPlan plan = simulation.plan();
        ObjectNode node = JSON.createObjectNode()
                .put("images", plan.images())
                .put("neurons", plan.neurons())
                .put("seed", plan.seed())
                .put("height", plan.height())
                .put("width", plan.width())
                .put("sites", plan.sites())
                .put("stimuli", simulation.source().inWords())
                .put("unit", plan.population().noise().unit());
        var population = node.putArray("population");
        PopulationFile.text(plan.population()).lines().forEach(population::add);
        return node;
    }

    /** By way of BigDecimal, because JDKs differ in how they print a double. */
    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    /**
     * The plan of the simulation that a file is about, as {@link #plan} makes it.
     *
     * @throws BadDataFileException if the file is not one of ours
     */
    static JsonNode planIn(Path file) throws IOException {
        try {
            JsonNode plan =
                    JSON.readTree(DataFile.bytes(file, Limits.MOST_TEXT_BYTES)).path("plan");
            if (plan.path("images").isIntegralNumber() && plan.path("seed").isIntegralNumber()) {
                return plan;
            }
        } catch (JsonProcessingException e) {
            throw another(file, e);
        }
        throw another(file, null);
    }

    private static BadDataFileException another(Path file, @Nullable Throwable cause) {
        String problem = "expected the text that 'hypercolumn simulate' writes, got another; choose another folder";
        return cause == null ? new BadDataFileException(file, problem) : new BadDataFileException(file, problem, cause);
    }
}
