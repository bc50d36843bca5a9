package org.hypercolumn.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The names of a network's parts in model files, those of the paper's code: without attention one list of modules,
 * {@code layers}, in which pools, sigmoids and dropouts take a number as well, and {@code Linear}; with attention the lists
 * {@code a_cpbs} before it and {@code b_cpbs} behind it, {@code attention}, {@code layers_sa_reg}, and a readout named after what
 * it reads. What the paper does not have is named likewise: {@code attention_2}, {@code recurrent}.
 *
 * @param operation of a block, without a dot at its end
 * @param norm of the block's batch norm
 */
record PartNames(String operation, String norm) {

    /** Whether a parameter of a model file belongs to the block. */
    boolean has(String parameter) {
        return parameter.startsWith(operation + ".") || parameter.startsWith(norm + ".");
    }

    /** A parameter of the block, by the name that it has in {@code other}. */
    String in(PartNames other, String parameter) {
        return parameter.startsWith(operation + ".")
                ? other.operation + parameter.substring(operation.length())
                : other.norm + parameter.substring(norm.length());
    }

    /** The names of each block of an architecture. */
    static List<PartNames> of(Architecture architecture) {
        boolean attends = attends(architecture);
        List<PartNames> names = new ArrayList<>();
        String list = attends ? "a_cpbs" : "layers";
        int module = 0;
        int attentions = 0;
        int recurrences = 0;
        for (Block block : architecture.blocks()) {
            Operation operation = block.operation();
            if (operation instanceof Operation.Attention) {
                attentions++;
                names.add(
                        new PartNames(numbered("attention", attentions), numbered("layers_sa_reg", attentions) + ".0"));
                if (attentions == 1) {
                    list = "b_cpbs";
                    module = 0;
                }
            } else if (operation instanceof Operation.Recurrent) {
                recurrences++;
                String name = numbered("recurrent", recurrences);
                names.add(new PartNames(name, name + ".norms"));
            } else {
                boolean pooled = operation instanceof Operation.Pooled;
                // convolution, pool if any, batch norm, sigmoid, dropout
                names.add(new PartNames(list + "." + module, list + "." + (module + (pooled ? 2 : 1))));
                module += pooled ? 5 : 4;
            }
        }
        return names;
    }

    /** The name of the readout, or what the names of its parts begin with. */
    static String ofReadout(Architecture architecture) {
        return switch (architecture.readout()) {
            case FULL -> attends(architecture) ? "fcl" : "Linear";
            case CENTER -> attends(architecture) ? "ctl" : "Linear";
            case CENTER_AND_SURROUND -> "fcl";
        };
    }

    /** The name of what a readout can take over, or give: its center's where that is a part of its own. */
    static String ofReadoutStart(Architecture architecture) {
        String name = ofReadout(architecture);
        return architecture.readout() == ReadoutKind.CENTER_AND_SURROUND ? name + "_center" : name;
    }

    private static boolean attends(Architecture architecture) {
        return architecture.blocks().stream().anyMatch(block -> block.operation() instanceof Operation.Attention);
    }

    private static String numbered(String name, int number) {
        return number == 1 ? name : name + "_" + number;
    }
}
