package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.StimuliBuilder;
import org.hypercolumn.data.StimuliShape;

/**
 * The images of an NWB file, and what they are called: the frames of an image series by their number from 0 on, the images of
 * a collection by their names. Axes are rows and columns, as nearly all who write NWB have them.
 */
final class NwbImages {
    private static final String SERIES = "ImageSeries";
    private static final String COLLECTION = "Images";
    private static final String PICTURE = "BaseImage";
    private static final String PICTURE_BEFORE_2_8 = "Image";
    private static final String EXTERNAL = "ExternalImage";
    private static final String AXES = "SHW";
    private static final int STRIP = 5; // times as wide as high: hardly an image
    private static final int MOST_FRAMES = 10_000_000;
    private static final String ORDER = "order_of_images";

    private final NwbObjects objects;
    private final String path;
    private final Optional<String> axes;

    private NwbImages(NwbObjects objects, String path, Optional<String> axes) {
        this.objects = objects;
        this.path = path;
        this.axes = axes;
    }

    /**
     * Finds the images.
     *
     * @param said where they are; empty to be found out
     * @param axes as a mapping says them; empty for the usual order
     * @throws ArrayFormatException if there are none, or several could be meant
     */
    static NwbImages find(NwbObjects objects, Optional<String> said, Optional<String> axes)
            throws IOException, ArrayFormatException {
        if (said.isPresent()) {
            String path = objects.tree().resolve(said.get()).orElse("");
            if (path.isEmpty() || !(known(objects, path) || frames(objects, path))) {
                throw new ArrayFormatException("%s: expected an image series or a collection of images, got %s"
                        .formatted(
                                Excerpt.path(said.get()), path.isEmpty() ? "nothing" : objects.shown(List.of(path))));
            }
            return new NwbImages(objects, path, axes);
        }
        List<String> found = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (String group : List.of("stimulus/templates", "stimulus/presentation")) {
            for (String child : objects.tree().children(group)) {
                String path = objects.tree().resolve(group + "/" + child).orElse("");
                all.add(group + "/" + child);
                if (found.isEmpty() || group.equals("stimulus/templates")) {
                    if (!path.isEmpty() && known(objects, path) && !found.contains(path)) {
                        found.add(path);
                    }
                }
            }
        }
        if (found.size() != 1) {
            throw new ArrayFormatException(
                    "expected one image series or collection of images in stimulus/templates, got %s; say which with --mapping (images: stimulus/templates/NAME)"
                            .formatted(found.isEmpty() ? "none among " + objects.shown(all) : objects.shown(found)));
        }
        return new NwbImages(objects, found.get(0), axes);
    }

    private static boolean known(NwbObjects objects, String path) throws IOException {
        return objects.is(path, SERIES) || objects.is(path, COLLECTION);
    }

    /** Whether an object of no known type has frames, as those of extensions do. */
    private static boolean frames(NwbObjects objects, String path) throws IOException {
        return objects.shape(objects.isArray(path) ? path : path + "/data")
                .filter(shape -> shape.type().isNumeric() && shape.rank() >= 3)
                .isPresent();
    }

    String path() {
        return path;
    }

    private boolean collection() throws IOException {
        return objects.is(path, COLLECTION);
    }

    /** The series, where the path is that of its frames too. */
    private String series() {
        return objects.isArray(path) ? HdfTree.parent(path) : path;
    }

    /** How many images numbers can name, from 0 on: all of a series, those of a collection whose order it says. */
    int numbered() throws IOException, ArrayFormatException {
        return collection() ? listed().size() : shape().count();
    }

    /** What to do about a number that names no image; empty text if nothing is known. */
    String hint() throws IOException, ArrayFormatException {
        if (collection()) {
            int all = pictures().size();
            int listed = listed().size();
            return listed == all
                    ? ""
                    : "; order_of_images lists only %d of the %d images: list all".formatted(listed, all);
        }
        int[] sizes = objects.array(data()).sizes();
        return axes.isEmpty() && sizes.length == 3 && sizes[2] > sizes[0]
                ? "; if %s is [H, W, S], say so with --mapping (axes: {images: HWS})".formatted(Excerpt.path(data()))
                : "";
    }

    /** What the images are called, in their order. */
    List<String> names() throws IOException, ArrayFormatException {
        if (!collection()) {
            int count = shape().count();
            if (count > MOST_FRAMES) {
                throw new ArrayFormatException("%s: expected at most %d images, got %d; films are not read"
                        .formatted(Excerpt.path(path), MOST_FRAMES, count));
            }
            List<String> said = described(count);
            return said.isEmpty()
                    ? IntStream.range(0, count).mapToObj(Integer::toString).toList()
                    : said;
        }
        return pictures().stream()
                .map(picture -> picture.substring(picture.lastIndexOf('/') + 1))
                .toList();
    }

    /** What a series calls its frames in its control, as the Allen Institute's do; none if not each by its own name. */
    private List<String> described(int count) throws IOException, ArrayFormatException {
        String control = series() + "/control";
        if (!objects.isArray(control + "_description")) {
            return List.of();
        }
        List<String> said = objects.texts(control + "_description");
        List<String> names = said;
        if (objects.isArray(control)) {
            double[] labels = objects.numbers(control);
            boolean fits = Arrays.stream(labels).allMatch(label -> label >= 0 && label < said.size());
            names = fits
                    ? Arrays.stream(labels)
                            .mapToObj(label -> said.get((int) label))
                            .toList()
                    : List.of();
        }
        return names.size() == count && Set.copyOf(names).size() == count ? names : List.of();
    }

    /** The images of a collection: those that it orders, then the others in the order of their names. */
    private List<String> pictures() throws IOException, ArrayFormatException {
        Set<String> pictures = new LinkedHashSet<>(listed());
        for (String child : objects.tree().children(path)) {
            String picture = path + "/" + child;
            if (objects.is(picture, PICTURE) || objects.is(picture, PICTURE_BEFORE_2_8)) {
                pictures.add(objects.tree().resolve(picture).orElse(picture));
            }
        }
        return List.copyOf(pictures);
    }

    /** The images that a collection orders. */
    private List<String> listed() throws IOException, ArrayFormatException {
        return objects.isArray(path + "/" + ORDER) ? inOrder(path + "/" + ORDER) : List.of();
    }

    /** The images that references lead to, each once. */
    private List<String> inOrder(String references) throws IOException, ArrayFormatException {
        String who = Excerpt.path(references);
        HdfArray order = objects.array(references);
        if (order.type().kind() != HdfType.Kind.REFERENCE) {
            throw new ArrayFormatException("%s: expected references to images, got %s".formatted(who, order.shape()));
        }
        int most = objects.tree().paths().size(); // no more images than objects
        if (HdfArray.length(order.sizes()) > most) {
            throw new ArrayFormatException("%s: expected each image once, got %.0f references in a file of %d objects"
                    .formatted(who, HdfArray.length(order.sizes()), most));
        }
        Set<String> pictures = new LinkedHashSet<>();
        for (long address : objects.at(references, () -> order.values(most)).toLongs()) {
            String picture = objects.tree()
                    .pathAt(address)
                    .orElseThrow(
                            () -> new ArrayFormatException("%s: refers to an image that is not there".formatted(who)));
            if (!pictures.add(picture)) {
                throw new ArrayFormatException(
                        "%s: expected each image once, got %s twice".formatted(who, Excerpt.path(picture)));
            }
        }
        return List.copyOf(pictures);
    }

    private String data() throws ArrayFormatException {
        if (objects.isArray(path)) {
            return path;
        }
        if (!objects.isArray(path + "/data") || objects.isArray(path + "/external_file")) {
            throw new ArrayFormatException(
                    "%s: expected frames in the file, got none or a film in another file; save the frames as data"
                            .formatted(Excerpt.path(path)));
        }
        return path + "/data";
    }

    private StimuliShape shape() throws IOException, ArrayFormatException {
        String data = data();
        ArrayShape shape = objects.array(data).shape();
        return objects.at(data, () -> {
            if (axes.isPresent()) {
                return StimuliShape.of(shape.type(), ArrayValues.sizes(shape, axes.get(), AXES));
            }
            checkAxes(shape);
            return StimuliShape.of(shape.type(), shape.sizes());
        });
    }

    /** Asks where the shape, or how many times there are, suggests that frames are the last axis. */
    private void checkAxes(ArrayShape shape) throws IOException, ArrayFormatException {
        if (shape.rank() != 3) {
            return;
        }
        int[] sizes = shape.sizes(); // S H W, or H W S
        int times = objects.shape(series() + "/timestamps")
                .map(each -> (int) each.length())
                .orElse(0);
        boolean first = times > 1 && times == sizes[0] && times != sizes[2];
        boolean last = times > 1 && times == sizes[2] && times != sizes[0];
        boolean square = sizes[0] == sizes[1] && sizes[1] != sizes[2];
        boolean strip = sizes[2] >= STRIP * sizes[1] && sizes[1] <= 2 * sizes[0] && sizes[0] <= 2 * sizes[1];
        if (last || ((square || strip) && !first)) {
            throw new ArrayFormatException(
                    "expected images [S, H, W], got %s, which may be [H, W, S]%s; say with --mapping (axes: {images: HWS}, or SHW)"
                            .formatted(shape, last ? " as there are %d timestamps".formatted(times) : ""));
        }
    }

    /** What to know of how images are read. */
    List<String> remarks() throws IOException, ArrayFormatException {
        List<String> remarks = new ArrayList<>();
        if (collection()) {
            return remarks;
        }
        String data = data();
        ArrayShape shape = objects.array(data).shape();
        boolean equal = shape.rank() == 3 && (shape.size(0) == shape.size(1) || shape.size(0) == shape.size(2));
        if (axes.isEmpty() && equal) {
            remarks.add("%s is %s, read as [S, H, W]; if it is not, say so with --mapping (axes: {images: HWS})"
                    .formatted(Excerpt.path(data), shape));
        }
        double factor = objects.number(data, "conversion", 1);
        double offset = objects.number(data, "offset", 0);
        if (factor != 1 || offset != 0) {
            remarks.add("pixels are those stored in %s: its conversion %s and offset %s are not applied"
                    .formatted(Excerpt.path(data), DecimalText.of(factor), DecimalText.of(offset)));
        }
        if (objects.isArray(path + "/unwarped")) {
            remarks.add(
                    "images are those of %s, warped for the screen; to read them as they were before, say images: %s with --mapping"
                            .formatted(Excerpt.path(data), Excerpt.path(path + "/unwarped")));
        }
        return remarks;
    }

    /** All images. */
    Stimuli read() throws IOException, ArrayFormatException {
        if (!collection()) {
            StimuliShape shape = shape();
            StimuliBuilder builder = new StimuliBuilder(shape);
            String data = data();
            HdfArray array = objects.array(data);
            objects.at(data, () -> {
                if (axes.isPresent()) {
                    ArrayValues.read(array, axes.get(), AXES, builder::set);
                } else {
                    Scatter.read(array, builder::set);
                }
                return builder;
            });
            return builder.build();
        }
        List<String> pictures = pictures();
        if (pictures.isEmpty()) {
            throw new ArrayFormatException("%s: expected images, got none".formatted(Excerpt.path(path)));
        }
        checkPictures(pictures);
        ArrayShape first = gray(pictures.get(0));
        StimuliBuilder builder = new StimuliBuilder(
                StimuliShape.of(first.type(), new int[] {pictures.size(), first.size(0), first.size(1)}));
        for (int image = 0; image < pictures.size(); image++) {
            ArrayShape shape = gray(pictures.get(image));
            if (shape.size(0) != first.size(0) || shape.size(1) != first.size(1)) {
                throw new ArrayFormatException("%s: expected images of one size, got %s and %s"
                        .formatted(Excerpt.path(pictures.get(image)), first, shape));
            }
            int start = image * first.size(0) * first.size(1);
            HdfArray array = objects.array(pictures.get(image));
            objects.at(pictures.get(image), () -> {
                Scatter.read(array, (place, value) -> builder.set(start + place, value));
                return builder;
            });
        }
        return builder.build();
    }

    private void checkPictures(List<String> pictures) throws IOException, ArrayFormatException {
        List<String> external = new ArrayList<>();
        for (String picture : pictures) {
            if (objects.is(picture, EXTERNAL)) {
                external.add(picture);
            }
        }
        if (!external.isEmpty()) {
            List<String> said = objects.texts(external.get(0));
            throw new ArrayFormatException(
                    "%s: expected pixels in the file, got %d of %d images as ExternalImage, the path of an image file such as '%s'; store the pixels as GrayscaleImage, or bring the image files with a table of responses"
                            .formatted(
                                    Excerpt.path(path),
                                    external.size(),
                                    pictures.size(),
                                    Excerpt.of(said.isEmpty() ? "" : said.get(0))));
        }
    }

    private ArrayShape gray(String picture) throws IOException, ArrayFormatException {
        ArrayShape shape = objects.array(picture).shape();
        if (shape.rank() != 2 || !shape.type().isNumeric()) {
            throw new ArrayFormatException("%s: expected a gray image [H, W], got %s; convert colors to gray"
                    .formatted(Excerpt.path(picture), shape));
        }
        return shape;
    }
}
