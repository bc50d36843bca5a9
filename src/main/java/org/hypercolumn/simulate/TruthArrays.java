package org.hypercolumn.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hypercolumn.data.NpyArray;

/** The truth of a site as arrays by name: responses of every tier {@code [S, N]}, and a number a neuron {@code [N]}. */
final class TruthArrays {

    private TruthArrays() {}

    static Map<String, NpyArray> of(SimulatedSite site) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        for (SimulatedTier tier : SimulatedTier.values()) {
            arrays.put(tier.prefix() + "_noise_free", site.responses(tier).noiseFree());
            arrays.put(tier.prefix() + "_center_only", site.responses(tier).centerOnly());
        }
        perNeuron().forEach((name, value) -> arrays.put(name, perNeuron(site.neurons(), value)));
        return arrays;
    }

    private static NpyArray perNeuron(List<SimulatedNeuron> neurons, ToDoubleFunction<SimulatedNeuron> value) {
        return NpyArray.ofDoubles(neurons.stream().mapToDouble(value).toArray(), neurons.size());
    }

    /** Every parameter of a neuron, by the name that both truth files give it. */
    static Map<String, ToDoubleFunction<SimulatedNeuron>> perNeuron() {
        Map<String, ToDoubleFunction<SimulatedNeuron>> values = new LinkedHashMap<>();
        for (Trait trait : Trait.values()) {
            values.put(trait.key(), neuron -> neuron.traits().at(trait));
        }
        values.put("sigma_pixels", neuron -> neuron.traits().sigmaPixels());
        values.put("energy_unit", neuron -> neuron.transfer().energyUnit());
        values.put("baseline", neuron -> neuron.transfer().baseline());
        values.put("gain", neuron -> neuron.transfer().gain());
        return values;
    }
}
