package org.hypercolumn.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Correlation;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.study.RunProgress;
import org.hypercolumn.study.RunProgress.State;
import org.hypercolumn.train.Fit;

/** How far a run has come, in lines of plain text. */
final class ProgressText {

    private static final int BAR = 30;

    /** More fits under way than this are only counted. */
    private static final int MOST_UNDER_WAY = 16;

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private final RunProgress progress;
    private final List<String> lines = new ArrayList<>();

    private ProgressText(RunProgress progress) {
        this.progress = progress;
    }

    /**
     * The lines, free of characters that a terminal would obey.
     *
     * @param run how the user calls the folder
     */
    static List<String> of(String run, RunProgress progress) {
        var text = new ProgressText(progress);
        text.addHead(run);
        text.addUnderWay();
        text.addModels();
        text.addBest();
        progress.problems().forEach(problem -> text.lines.add("cannot be read: " + problem));
        return text.lines.stream().map(ProgressText::plain).toList();
    }

    /** The first of these lines: how far the run has come, no model by model. */
    static List<String> brief(String run, RunProgress progress) {
        var text = new ProgressText(progress);
        text.addHead(run);
        progress.problems().forEach(problem -> text.lines.add("cannot be read: " + problem));
        return text.lines.stream().map(ProgressText::plain).toList();
    }

    /** The same text with every control character a question mark: names of folders and files may hold anything. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }

    private void addHead(String run) {
        lines.add(run + ": " + state());
        int filled = progress.fits() == 0 ? 0 : (int) ((long) BAR * progress.done() / progress.fits());
        String bar = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] ";
        lines.add(bar + "%d of %d fits done%s".formatted(progress.done(), progress.fits(), left()));
        if (progress.done() < progress.fits()) {
            addOutlook();
        }
    }

    private void addOutlook() {
        if (progress.state() == State.SILENT || progress.state() == State.STOPPED) {
            lines.add("the same command goes on from here");
        } else if (progress.state() == State.RUNNING) {
            lines.add(progress.pace()
                    .map(pace -> rate(pace.fitsPerSecond()) + ", about " + time(pace.left()) + " left")
                    .orElse("time left: not known yet"));
        }
    }

    private String state() {
        String quiet = time(progress.times().quiet());
        return switch (progress.state()) {
            case RUNNING -> "running%s%s, last change %s ago".formatted(session(" for "), threads(), quiet);
            case STOPPED -> "stopped " + quiet + " ago";
            case SILENT -> "stopped, it seems: no change for " + quiet;
            case ENDED ->
                (progress.done() == progress.fits() ? "finished" : "ended, but fits are missing,")
                        + progress.times()
                                .sinceEnd()
                                .map(ago -> " " + time(ago) + " ago")
                                .orElse("")
                        + session(progress.sessions() > 1 ? "; its last session took " : ", after ")
                        + threads();
        };
    }

    private String session(String before) {
        return progress.times().session().map(time -> before + time(time)).orElse("");
    }

    private String threads() {
        return switch (progress.threads()) {
            case 0 -> "";
            case 1 -> " on 1 thread";
            default -> " on " + progress.threads() + " threads";
        };
    }

    private String left() {
        if (progress.done() == progress.fits()) {
            return "";
        }
        String underWay = switch (progress.state()) {
            case RUNNING -> ", %d running".formatted(progress.underWay().size());
            case STOPPED, SILENT -> ", %d begun".formatted(progress.underWay().size());
            case ENDED -> "";
        };
        return underWay + ", %d left".formatted(progress.left());
    }

    private static String rate(double perSecond) {
        if (perSecond >= 1) {
            return String.format(Locale.ROOT, "%.1f fits a second", perSecond);
        }
        return perSecond * MINUTE >= 1
                ? String.format(Locale.ROOT, "%.1f fits a minute", perSecond * MINUTE)
                : String.format(Locale.ROOT, "%.1f fits an hour", perSecond * HOUR);
    }

    private static String time(Duration duration) {
        return TimeText.of((double) duration.toSeconds());
    }

    private void addUnderWay() {
        List<RunProgress.UnderWay> underWay = progress.underWay();
        if (underWay.isEmpty()) {
            return;
        }
        lines.add("");
        List<RunProgress.UnderWay> shown = underWay.subList(0, Math.min(MOST_UNDER_WAY, underWay.size()));
        TextColumns table = new TextColumns()
                .withColumn(
                        progress.state() == State.RUNNING ? "running" : "begun",
                        shown,
                        fit -> fit.fit().toString())
                .withColumn("", shown, this::epoch);
        lines.addAll(table.lines());
        if (shown.size() < underWay.size()) {
            lines.add("and %d more".formatted(underWay.size() - shown.size()));
        }
    }

    private String epoch(RunProgress.UnderWay fit) {
        return fit.epoch().isPresent()
                ? "epoch %d of %d".formatted(fit.epoch().getAsInt(), progress.epochs())
                : "just begun, or next";
    }

    private void addModels() {
        List<RunProgress.OfModel> models = progress.models();
        lines.add("");
        var table = new TextColumns().withColumn("model", models, RunProgress.OfModel::model);
        if (models.stream().map(RunProgress.OfModel::share).distinct().count() > 1) {
            table = table.withColumn("share", models, model -> DecimalText.of(model.share()));
        }
        table = table.withColumn("fits", models, model -> model.done() + "/" + model.fits())
                .withColumn("neurons", models, model -> Integer.toString(neurons(model.correlation())))
                .withColumn(" CORR", models, model -> correlation(model.correlation()));
        lines.addAll(table.lines());
        lines.add(
                progress.tier().isEmpty()
                        ? "no scores yet"
                        : "CORR: mean over these neurons, on the %s images, protocol %s"
                                .formatted(progress.tier(), progress.protocol()));
        for (RunProgress.OfModel model : models) {
            Optional<String> sentence = model.correlation().undefinedSentence("CORR", Correlation.UNDEFINED);
            sentence.ifPresent(words -> lines.add(model.model() + Fit.variant(model.share(), 1) + ": " + words));
        }
    }

    private static int neurons(Summary summary) {
        return summary.defined() + summary.undefined();
    }

    private static String correlation(Summary summary) {
        if (neurons(summary) == 0) {
            return "–";
        }
        return summary.defined() == 0 ? "–" : String.format(Locale.ROOT, "%.3f", summary.mean());
    }

    private void addBest() {
        if (!progress.best().isEmpty()) {
            lines.add("best neurons: "
                    + progress.best().stream()
                            .map(best -> String.format(
                                    Locale.ROOT,
                                    "%d (%.3f, %s%s)",
                                    best.neuron(),
                                    best.correlation(),
                                    best.model(),
                                    Fit.variant(best.share(), 1)))
                            .collect(Collectors.joining(", ")));
        }
    }
}
