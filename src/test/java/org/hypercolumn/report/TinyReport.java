package org.hypercolumn.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.figure.AttentionScale;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.report.NeuronPage.Area;
import org.hypercolumn.report.NeuronPage.Attention;
import org.hypercolumn.report.NeuronPage.Contributions;
import org.hypercolumn.report.NeuronPage.Filters;
import org.hypercolumn.report.NeuronPage.Grid;
import org.hypercolumn.report.NeuronPage.ImageRow;
import org.hypercolumn.report.NeuronPage.Recorded;
import org.hypercolumn.report.NeuronPage.Score;
import org.hypercolumn.report.NeuronPage.Shown;
import org.hypercolumn.report.NeuronPage.Training;
import org.hypercolumn.report.NeuronPage.Tuning;
import org.hypercolumn.report.ReportData.Part;
import org.hypercolumn.report.ReportData.ReportModel;
import org.hypercolumn.study.StudyTables;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.Session;

/** A report of one model and neuron; every part but the tables is there, each as small as it can be. */
final class TinyReport {

    private TinyReport() {}

    /** The model, the site and the figure have this name. */
    static ReportData of(String name) {
        Grid grid = new Grid(1, 3, 1);
        NeuronPage page = new NeuronPage(
                7,
                List.of(new Score(name, 0.5, new Scores(0.25, Double.NaN, 0.123456789))),
                Values.of(Double.NaN),
                new Recorded(Values.of(254, 0), Values.of(254, 0), 254),
                List.of(new Tuning(name, Values.of(127, 127), Values.of(127, 127), new Scores(Double.NaN, 0, 0))),
                List.of(new Contributions(
                        name,
                        grid,
                        -1,
                        0.75,
                        Values.of(1, Double.NaN),
                        Values.of(0, 1, 2),
                        Values.of(0, 0.5, 1),
                        Values.of(2, 0),
                        Values.of(1, 0),
                        Values.of(1, 0))),
                List.of(new Attention(
                        name,
                        grid,
                        new Area(0, 0.25, 1, 0.5),
                        List.of(4),
                        List.of(Values.of(0, 1, 0)),
                        Values.of(0, 0.5, 0.5),
                        Values.of(1, Double.NaN))),
                List.of(new Filters(name, 1, 2, Values.of(-1, 1))),
                List.of(
                        new ImageRow(
                                EffectiveImages.RECORDED,
                                EffectiveImages.End.MOST,
                                List.of(new Shown(4, 2.5, Double.NaN))),
                        new ImageRow(name, EffectiveImages.End.LEAST, List.of(new Shown(2, 1, 0.5)))),
                List.of(new Training(name, 2, Values.of(2, 1), Values.of(Double.NaN, 0.5))));
        Map<Part, String> missing = new LinkedHashMap<>();
        missing.put(Part.TABLES, name + " has nothing to be compared with.");
        return new ReportData(
                new RunFacts(
                        name,
                        "recordings",
                        Map.of("images.npy", "00ff"),
                        List.of(name),
                        1,
                        Map.of(7, name),
                        RunData.Leaks.ALLOWED,
                        List.of(0.5),
                        List.of(3L),
                        Map.of("protocol", "paper"),
                        List.of(new Session("a", "b", "c", "d", "e", "f", 2))),
                "validation",
                "of share 0.5",
                new StudyTables(List.of(), Map.of()),
                List.of(new ReportFigure(
                        "figure4",
                        name,
                        name,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>" + HtmlText.escaped(name) + "</text></svg>")),
                List.of(new ReportModel(name, name, "")),
                List.of("ceiling"),
                List.of("entropy"),
                new AttentionScale(3),
                RankBins.of(2, 2),
                List.of(page),
                ThumbnailSheet.of(List.of(4), 1, 2, new byte[] {0, (byte) 255}),
                List.of("figure5 is not drawn"),
                missing);
    }
}
