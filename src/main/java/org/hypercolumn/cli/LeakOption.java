package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.Recording;
import org.hypercolumn.doctor.Finding;
import org.hypercolumn.doctor.FitCheck;
import org.hypercolumn.train.RunData.Leaks;
import org.hypercolumn.train.TrainingPlan;
import picocli.CommandLine.Option;

/** Whether images that are fitted to may be among those that are reported on. */
final class LeakOption {

    @Option(
            names = "--allow-leaks",
            description = "Fit even if images are in two tiers, so that scores are too good; run.json notes it.")
    private boolean allowed;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    LeakOption() {}

    /**
     * Looks at a recording before it is fitted, and refuses leaks.
     *
     * @throws IllegalArgumentException if there are leaks that are not allowed, or the recording cannot be split
     */
    FitCheck check(Recording recording, TrainingPlan plan, List<Integer> neurons) {
        FitCheck check = FitCheck.of(recording, plan, neurons);
        if (!check.leaks().isEmpty() && !allowed) {
            throw new IllegalArgumentException(check.leakSentence()
                    + ": scores would be too good; hypercolumn doctor says more, --allow-leaks fits all the same");
        }
        return check;
    }

    /** What run.json notes. */
    static Leaks noted(FitCheck check) {
        return check.leaks().isEmpty() ? Leaks.NONE : Leaks.ALLOWED;
    }

    /** What the user shall know before the fits begin, a line each. */
    static List<String> lines(FitCheck check) {
        List<String> lines = new ArrayList<>();
        for (Finding warning : check.warnings()) {
            lines.add("%s: %s; %s".formatted(warning.kind().id(), warning.what(), warning.remedy()));
        }
        if (!check.leaks().isEmpty()) {
            lines.add("leak, allowed: " + check.leakSentence() + ": scores are too good");
        }
        return lines;
    }
}
