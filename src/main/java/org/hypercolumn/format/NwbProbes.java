package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;

/** Which probe, or group of electrodes, recorded each unit of an NWB file, as far as the file says. */
final class NwbProbes {
    private static final List<String> COLUMNS = List.of(
            "units/electrode_group",
            "units/group_name",
            "units/probe",
            "units/probe_name",
            "units/probe_id",
            "units/device_name");
    private static final String ELECTRODES = "units/electrodes";
    private static final int MOST_UNITS = 1 << 20;

    private final List<String> names;

    private NwbProbes(List<String> names) {
        this.names = names;
    }

    /** Of a recording whose neurons are no units. */
    static NwbProbes none() {
        return new NwbProbes(List.of());
    }

    /** The probes of the units; none if no column says them. */
    static NwbProbes of(NwbObjects objects) throws IOException, ArrayFormatException {
        for (String column : COLUMNS) {
            Optional<ArrayShape> shape = objects.shape(column);
            if (shape.filter(each -> each.rank() == 1).isPresent() && !objects.isArray(column + "_index")) {
                return new NwbProbes(names(objects, column));
            }
        }
        String groups =
                objects.target(ELECTRODES, "table").orElse("general/extracellular_ephys/electrodes") + "/group_name";
        if (!objects.isArray(ELECTRODES) || !objects.isArray(ELECTRODES + "_index") || !objects.isArray(groups)) {
            return none();
        }
        List<String> all = objects.texts(groups);
        double[] electrodes = objects.numbers(ELECTRODES);
        List<String> names = new ArrayList<>();
        double start = 0;
        for (double end : objects.numbers(ELECTRODES + "_index")) {
            boolean known = end > start && end <= electrodes.length; // a unit is of its first electrode's probe
            double row = known ? electrodes[(int) start] : -1;
            names.add(row >= 0 && row < all.size() ? all.get((int) row) : "");
            start = known ? end : start;
        }
        return new NwbProbes(names);
    }

    /** What a column says: texts, whole numbers, or the names of the objects that it refers to. */
    private static List<String> names(NwbObjects objects, String column) throws IOException, ArrayFormatException {
        HdfArray array = objects.array(column);
        if (array.type().kind() != HdfType.Kind.REFERENCE) {
            return array.shape().type().isNumeric() && !array.shape().type().isInteger()
                    ? List.of()
                    : objects.texts(column);
        }
        List<String> names = new ArrayList<>();
        for (long address : objects.at(column, () -> array.values(MOST_UNITS)).toLongs()) {
            String path = objects.tree().pathAt(address).orElse("");
            names.add(path.substring(path.lastIndexOf('/') + 1));
        }
        return names;
    }

    /** Whether any unit was recorded by a probe of this name. */
    boolean has(String name) {
        return !name.isEmpty() && names.contains(name);
    }

    /** The name of a unit's probe; empty text if it is not known. */
    String of(int unit) {
        return unit < names.size() ? names.get(unit) : "";
    }
}
