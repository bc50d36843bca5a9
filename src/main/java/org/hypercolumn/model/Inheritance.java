package org.hypercolumn.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model takes over from models that were fitted to the same neuron before. A block takes over from the parent's block of
 * the same place among those of its kind: the second pooled block from the second pooled one.
 */
public final class Inheritance {

    private Inheritance() {}

    /**
     * Checks that a model can take over what it says from a parent.
     *
     * @throws IllegalArgumentException if the parent has no such part, or it is of another size
     */
    public static void check(Architecture child, Architecture parent) {
        parts(child, parent);
    }

    /**
     * The parameters and statistics that a model takes over, under its own names.
     *
     * @throws IllegalArgumentException as {@link #check}
     */
    public static Map<String, Tensor> of(Architecture child, FittedModel parent) {
        Map<String, Tensor> taken = new LinkedHashMap<>();
        List<Part> parts = parts(child, parent.architecture());
        parent.parameters().forEach((name, tensor) -> {
            for (Part part : parts) {
                if (part.from().has(name)) {
                    taken.put(part.from().in(part.to(), name), tensor);
                }
            }
        });
        return taken;
    }

    private record Part(PartNames from, PartNames to) {}

    private static List<Part> parts(Architecture child, Architecture parent) {
        List<Part> parts = new ArrayList<>();
        List<PartNames> childNames = PartNames.of(child);
        List<PartNames> parentNames = PartNames.of(parent);
        for (int i = 0; i < childNames.size(); i++) {
            if (takes(child.blocks().get(i).start(), parent)) {
                parts.add(new Part(parentNames.get(counterpart(child, i, parent)), childNames.get(i)));
            }
        }
        if (takes(child.readoutStart(), parent)) {
            boolean fits = child.readout() == parent.readout()
                    || (child.readout() == ReadoutKind.CENTER_AND_SURROUND && parent.readout() == ReadoutKind.CENTER);
            if (!fits || child.channels() != parent.channels()) {
                throw new IllegalArgumentException(
                        "architecture %s: expected %s to have a readout that it can take over, got %s of %d channels"
                                .formatted(
                                        child.id(),
                                        parent.id(),
                                        parent.readout().id(),
                                        parent.channels()));
            }
            if (child.readout() == ReadoutKind.FULL && !makeEqualGrids(child, parent)) {
                throw new IllegalArgumentException(
                        "architecture %s: expected %s to make a grid of the same size, to take over its readout"
                                .formatted(child.id(), parent.id()));
            }
            parts.add(new Part(ofReadout(parent), ofReadout(child)));
        }
        return parts;
    }

    private static PartNames ofReadout(Architecture architecture) {
        String name = PartNames.ofReadoutStart(architecture);
        return new PartNames(name, name);
    }

    /** Whether of every image: a stride more of pixels is one more hypercolumn, so that a stride of sizes tells for all. */
    private static boolean makeEqualGrids(Architecture child, Architecture parent) {
        boolean equal = child.stride() == parent.stride();
        int smallest = Math.max(child.smallestSide(), parent.smallestSide());
        for (int side = smallest; equal && side < smallest + child.stride(); side++) {
            equal = child.grid(side, side).equals(parent.grid(side, side));
        }
        return equal;
    }

    private static boolean takes(Start start, Architecture parent) {
        return start.models().contains(parent.id());
    }

    /** The index of the parent's block that corresponds to the child's of an index. */
    private static int counterpart(Architecture child, int index, Architecture parent) {
        Operation wanted = child.blocks().get(index).operation();
        int place = 0;
        for (int i = 0; i < index; i++) {
            place += isSameKind(child.blocks().get(i).operation(), wanted) ? 1 : 0;
        }
        int seen = 0;
        for (int i = 0; i < parent.blocks().size(); i++) {
            Operation operation = parent.blocks().get(i).operation();
            if (isSameKind(operation, wanted)) {
                if (seen == place && operation.equals(wanted) && child.channels() == parent.channels()) {
                    return i;
                }
                seen++;
            }
        }
        throw new IllegalArgumentException(
                "architecture %s: expected %s to have block %d of its kind as %s of %d channels, got none"
                        .formatted(child.id(), parent.id(), place + 1, wanted, child.channels()));
    }

    private static boolean isSameKind(Operation one, Operation other) {
        return one.getClass().equals(other.getClass());
    }
}
