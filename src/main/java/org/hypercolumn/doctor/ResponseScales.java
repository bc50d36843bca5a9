package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Tier;
import org.hypercolumn.doctor.Finding.Kind;

/** Looks for responses whose unit matters where they are learned as recorded: Adam's steps are of one size in any unit. */
final class ResponseScales {

    private static final double LEAST_DEVIATION = 0.1;
    private static final double MOST_DEVIATION = 30;
    private static final double MOST_MEAN = 10;

    private ResponseScales() {}

    /**
     * What of some neurons' training responses is out of reach.
     *
     * @param training responses that are fitted to
     * @param neurons to be fitted
     */
    static Optional<Finding> of(Tier training, List<Integer> neurons) {
        List<Values> varying = new ArrayList<>();
        for (int neuron : neurons) {
            Values values = Values.of(1, part -> training.responses().neuron(neuron));
            if (values.standardDeviation() > 0) {
                varying.add(values);
            }
        }
        List<String> reasons = new ArrayList<>();
        count(
                varying,
                ResponseScales::deviation,
                sd -> sd < LEAST_DEVIATION,
                "a standard deviation below " + DecimalText.of(LEAST_DEVIATION),
                reasons);
        count(
                varying,
                ResponseScales::deviation,
                sd -> sd > MOST_DEVIATION,
                "a standard deviation above " + DecimalText.of(MOST_DEVIATION),
                reasons);
        count(
                varying,
                ResponseScales::mean,
                mean -> mean > MOST_MEAN,
                "a mean above %s standard deviations".formatted(DecimalText.of(MOST_MEAN)),
                reasons);
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Kind.RESPONSE_SCALE,
                        "%s: with --responses published, scores can be lower in this unit than they would be in another"
                                .formatted(String.join("; ", reasons)),
                        "fit with --responses scaled, which is the default"));
    }

    private static double deviation(Values values) {
        return values.standardDeviation();
    }

    /** The distance of the mean from 0, in standard deviations. */
    private static double mean(Values values) {
        return Math.abs(values.mean()) / values.standardDeviation();
    }

    private static void count(
            List<Values> all,
            ToDoubleFunction<Values> figure,
            DoublePredicate isOne,
            String what,
            List<String> reasons) {
        double[] found = all.stream().mapToDouble(figure).filter(isOne).sorted().toArray();
        if (found.length > 0) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "responses of %d of %d neurons have %s (median %.3g)",
                    found.length,
                    all.size(),
                    what,
                    found[found.length / 2]));
        }
    }
}
