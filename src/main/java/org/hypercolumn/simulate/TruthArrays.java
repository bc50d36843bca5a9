package org.hypercolumn.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hypercolumn.data.NpyArray;

/** The truth as arrays by name: responses of every tier {@code [S, N]}, and a number a neuron {@code [N]}. */
final class TruthArrays {

    private TruthArrays() {}

    static Map<String, NpyArray> of(Simulation simulation) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        for (SimulatedTier tier : SimulatedTier.values()) {
            arrays.put(tier.prefix() + "_noise_free", simulation.responses(tier).noiseFree());
            arrays.put(
                    tier.prefix() + "_center_only", simulation.responses(tier).centerOnly());
        }
        perNeuron().forEach((name, value) -> arrays.put(name, perNeuron(simulation.neurons(), value)));
        return arrays;
    }

    private static NpyArray perNeuron(List<SimulatedNeuron> neurons, ToDoubleFunction<SimulatedNeuron> value) {
        return NpyArray.ofDoubles(neurons.stream().mapToDouble(value).toArray(), neurons.size());
    }

    /** Every parameter of a neuron, by the name that both truth files give it. */
    static Map<String, ToDoubleFunction<SimulatedNeuron>> perNeuron() {
        Map<String, ToDoubleFunction<SimulatedNeuron>> values = new LinkedHashMap<>();
        values.put("orientation_degrees", neuron -> neuron.traits().orientationDegrees());
        values.put("cycles_per_pixel", neuron -> neuron.traits().cyclesPerPixel());
        values.put("phase_degrees", neuron -> neuron.traits().phaseDegrees());
        values.put("sigma_pixels", neuron -> neuron.traits().sigmaPixels());
        values.put("complexity", neuron -> neuron.traits().complexity());
        values.put("suppression", neuron -> neuron.traits().suppression());
        values.put("side_degrees", neuron -> neuron.traits().sideDegrees());
        values.put("side_concentration", neuron -> neuron.traits().sideConcentration());
        values.put("facilitation", neuron -> neuron.traits().facilitation());
        values.put("mean_response", neuron -> neuron.traits().meanResponse());
        values.put("energy_unit", neuron -> neuron.transfer().energyUnit());
        values.put("baseline", neuron -> neuron.transfer().baseline());
        values.put("gain", neuron -> neuron.transfer().gain());
        return values;
    }
}
