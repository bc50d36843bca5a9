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

/** The {@code truth.json} of a simulation: its plan, what the files hold, how a neuron works, and every neuron. */
final class TruthText {

    private static final int DECIMALS = 6; // exact values are in truth.npz

    private static final List<String> FILES = List.of(
            "{train,val,test}_img_sim.npy: images [S,50,50,1], u1, dead leaves: occluding discs, radii with "
                    + "density r^-3",
            "{train,val,test}Rsp_sim.npy: responses [S,N], f4, dF/F; train shown once, val and test the "
                    + "mean of 10 showings",
            "{val,test}Trials_sim.npy: the 10 showings [R,S,N], f4, dF/F",
            "truth.npz, {train,val,test}_noise_free [S,N]: the responses without noise",
            "truth.npz, {train,val,test}_center_only [S,N]: without noise, if all but the center were gray",
            "truth.npz, the other arrays [N]: the neurons' parameters, as below but not rounded");

    private static final List<String> NEURON = List.of(
            "contrast = (pixel - 127.5) / 127.5; angles are counter-clockwise from the right",
            "filters: a quadrature pair of Gabors on 16 x 16 pixels, unit length, zero mean; its energy is "
                    + "even^2 + odd^2",
            "orientation_degrees is the direction along the stripes; sigma_pixels is across them, 1.2 times "
                    + "that along them",
            "E: energy of the 16 x 16 pixels in the middle of the image; complexity 0 takes 4 max(even, "
                    + "0)^2 instead, 1 takes the energy",
            "ring: 16 patches 16 pixels from the middle (as the larger of rows and columns) and 8 apart; "
                    + "none overlaps the middle patch",
            "S: mean ring energy, weighted in proportion to exp(side_concentration cos(d - side_degrees) - "
                    + "0.7 cos(2 (d - orientation_degrees))), d a patch's direction",
            "A: mean ring energy, weighted in proportion to exp(4 cos(2 (d - orientation_degrees)))",
            "E, S and A are divided by energy_unit, the mean ring energy over 200 further images",
            "noise_free = baseline + gain (E (1 + facilitation A / (1 + A)) / (0.2 + 0.05 E + suppression S))^0.8",
            "center_only is the same with S = A = 0; baseline and gain set the mean over the 200 images to "
                    + "mean_response",
            "one showing = noise_free + z sqrt(mean_response noise_free + (0.3 mean_response)^2), z standard normal");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private TruthText() {}

    /** UTF-8; equal simulations give equal bytes. */
    static byte[] of(Simulation simulation) throws JsonProcessingException {
        SimulationPlan plan = simulation.plan();
        ObjectNode root = JSON.createObjectNode();
        root.put("made_by", "hypercolumn simulate");
        root.putObject("plan")
                .put("images", plan.images())
                .put("neurons", plan.neurons())
                .put("seed", plan.seed());
        FILES.forEach(root.putArray("files")::add);
        NEURON.forEach(root.putArray("neuron")::add);
        var neurons = root.putArray("neurons");
        for (SimulatedNeuron neuron : simulation.neurons()) {
            ObjectNode values = neurons.addObject();
            TruthArrays.perNeuron().forEach((name, value) -> values.put(name, rounded(value.applyAsDouble(neuron))));
        }
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return JSON.writer(printer).writeValueAsBytes(root);
    }

    /** By way of BigDecimal, because JDKs differ in how they print a double. */
    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    /**
     * The plan of the simulation that a file is about.
     *
     * @throws BadDataFileException if the file is not one of ours
     */
    static SimulationPlan planIn(Path file) throws IOException {
        try {
            JsonNode plan =
                    JSON.readTree(DataFile.bytes(file, Limits.MOST_TEXT_BYTES)).path("plan");
            return new SimulationPlan(
                    Math.toIntExact(whole(plan, "images")),
                    Math.toIntExact(whole(plan, "neurons")),
                    whole(plan, "seed"));
        } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException e) {
            throw new BadDataFileException(
                    file,
                    "expected the text that 'hypercolumn simulate' writes, got another; choose another folder",
                    e);
        }
    }

    private static long whole(JsonNode plan, String name) {
        JsonNode value = plan.path(name);
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("plan: expected a whole number of %s, got %s".formatted(name, value));
        }
        return value.longValue();
    }
}
