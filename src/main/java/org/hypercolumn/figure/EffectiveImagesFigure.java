package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.drawing.Extent;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;

/** The images that a neuron and its models respond to most and least. */
record EffectiveImagesFigure(FigureResults results) implements Illustration {

    private static final double NAMES = 27;
    private static final double GAP = 0.8;
    private static final double ENDS_APART = 4;
    private static final double LARGEST_IMAGE = 14;
    private static final double SMALLEST_IMAGE = 6;
    private static final double PAGE = 220; // all rows together
    private static final double TOP = 4;

    @Override
    public String id() {
        return "figure-effective-images";
    }

    @Override
    public String title() {
        return "The most and least effective images of one neuron";
    }

    @Override
    public Optional<String> missing() {
        if (results.images().isEmpty() || results.thumbnails().isEmpty()) {
            return Optional.of("there are no effective images; run analyze --what images");
        }
        return rankings().isEmpty()
                ? Optional.of("there are none of neuron %d; run analyze --what images again"
                        .formatted(results.example().neuron()))
                : Optional.empty();
    }

    /** By whose responses images are ranked: recorded first, then the models in the order of the run. */
    private List<String> rankings() {
        List<String> all = new ArrayList<>(List.of(EffectiveImages.RECORDED));
        all.addAll(results.models());
        all.removeIf(by -> of(by, EffectiveImages.End.MOST).isEmpty());
        return all;
    }

    private List<EffectiveImages.Image> of(String by, EffectiveImages.End end) {
        return results.images().orElseThrow().images(results.example().neuron(), by, end);
    }

    @Override
    public PaperFigure draw() {
        var rows = new FigureData.Rows(
                "neuron",
                "ranked_by",
                "end",
                "rank",
                "image_index",
                "recorded_response_as_recorded",
                "predicted_response_as_recorded");
        Sheet sheet = new Sheet(Figure.TWO_COLUMNS);
        int count = 1;
        for (String by : rankings()) {
            count = Math.max(count, of(by, EffectiveImages.End.MOST).size());
        }
        double half = (sheet.width() - NAMES - ENDS_APART) / 2;
        double side = Math.min(
                Math.min(LARGEST_IMAGE, half / count - GAP),
                Math.max(SMALLEST_IMAGE, PAGE / rankings().size() - Sheet.LINE - GAP));
        double secondHalf = NAMES + count * (side + GAP) + ENDS_APART;
        sheet.add(NAMES, TOP - 1, "most effective first");
        sheet.add(secondHalf, TOP - 1, "least effective first");
        double y = TOP;
        double ratio = results.thumbnails()
                .map(kept -> (double) kept.height() / kept.width())
                .orElse(1.0);
        for (String by : rankings()) {
            sheet.addLines(0, y + side * ratio / 2, Sheet.lines(ModelName.of(by)));
            for (EffectiveImages.End end : EffectiveImages.End.values()) {
                double x = end == EffectiveImages.End.MOST ? NAMES : secondHalf;
                for (EffectiveImages.Image image : of(by, end)) {
                    draw(sheet, image, new Extent(x, y, x + side, y + side * ratio));
                    x += side + GAP;
                    rows.add(
                            image.neuron(),
                            by,
                            end.id(),
                            image.rank(),
                            image.image(),
                            image.recorded(),
                            image.predicted());
                }
            }
            y += side * ratio + Sheet.LINE + GAP;
        }
        return new PaperFigure(
                id(),
                title(),
                caption(),
                sheet.figure(title(), caption(), y)
                        .withHeading(CaptionText.heading(results.example().name())),
                rows.data());
    }

    private void draw(Sheet sheet, EffectiveImages.Image image, Extent at) {
        results.thumbnail(image.image()).ifPresent(gray -> sheet.add(new Mark.Picture(gray, at)));
        sheet.add(new Mark.Frame(at, Look.of(Palette.FAINT).withWidth(0.4)));
        boolean recorded = image.by().equals(EffectiveImages.RECORDED);
        double response = recorded ? image.recorded() : image.predicted();
        sheet.add(at.left(), at.bottom() + Sheet.LINE - 0.4, NumberText.ofResponse(response));
    }

    private String caption() {
        return CaptionText.joined(
                "The images with the highest and lowest responses of %s, by recorded response and by each model's prediction; the number below each image is that response (as recorded)."
                        .formatted(results.example().text()),
                CaptionText.images(results.conditions()),
                CaptionText.fits(results.conditions()),
                CaptionText.notShown(results, List.of()));
    }
}
