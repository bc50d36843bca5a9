package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.StimuliBuilder;
import org.hypercolumn.data.StimuliShape;

/**
 * The images of an NWB file, and what they are called: the frames of an image series by their number from 0 on, the images of
 * a collection by their names. Axes are rows and columns, as nearly all who write NWB have them.
 */
final class NwbImages {
    private static final Set<String> SERIES = Set.of("ImageSeries", "OpticalSeries");
    private static final String COLLECTION = "Images";
    private static final String GRAY = "GrayscaleImage";
    private static final Set<String> PICTURES = Set.of(GRAY, "RGBImage", "RGBAImage", "Image");
    private static final int MOST_FRAMES = 10_000_000;
    private static final String ORDER = "order_of_images";

    private final NwbObjects objects;
    private final String path;

    private NwbImages(NwbObjects objects, String path) {
        this.objects = objects;
        this.path = path;
    }

    /**
     * Finds the images.
     *
     * @param said where they are; empty to be found out
     * @throws ArrayFormatException if there are none, or several could be meant
     */
    static NwbImages find(NwbObjects objects, Optional<String> said) throws IOException, ArrayFormatException {
        if (said.isPresent()) {
            String path = objects.tree().resolve(said.get()).orElse("");
            if (path.isEmpty() || !known(objects, path)) {
                throw new ArrayFormatException("%s: expected an image series or a collection of images, got %s"
                        .formatted(
                                Excerpt.path(said.get()), path.isEmpty() ? "nothing" : objects.shown(List.of(path))));
            }
            return new NwbImages(objects, path);
        }
        List<String> found = new ArrayList<>();
        for (String group : List.of("stimulus/templates", "stimulus/presentation")) {
            for (String child : objects.tree().children(group)) {
                String path = objects.tree().resolve(group + "/" + child).orElse("");
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
                            .formatted(objects.shown(found)));
        }
        return new NwbImages(objects, found.get(0));
    }

    private static boolean known(NwbObjects objects, String path) throws IOException {
        return SERIES.contains(objects.type(path)) || objects.type(path).equals(COLLECTION);
    }

    String path() {
        return path;
    }

    private boolean collection() throws IOException {
        return objects.type(path).equals(COLLECTION);
    }

    /** Whether a number names an image: those of a series, and of a collection that says their order. */
    boolean ordered() throws IOException {
        return !collection() || objects.isArray(path + "/" + ORDER);
    }

    /** What the images are called, in their order. */
    List<String> names() throws IOException, ArrayFormatException {
        if (!collection()) {
            int count = shape().count();
            if (count > MOST_FRAMES) {
                throw new ArrayFormatException("%s: expected at most %d images, got %d; films are not read"
                        .formatted(Excerpt.path(path), MOST_FRAMES, count));
            }
            return IntStream.range(0, count).mapToObj(Integer::toString).toList();
        }
        return pictures().stream()
                .map(picture -> picture.substring(picture.lastIndexOf('/') + 1))
                .toList();
    }

    /** The images of a collection in the order that it says, or else of their names. */
    private List<String> pictures() throws IOException, ArrayFormatException {
        if (objects.isArray(path + "/" + ORDER)) {
            return inOrder(path + "/" + ORDER);
        }
        List<String> pictures = new ArrayList<>();
        for (String child : objects.tree().children(path)) {
            if (PICTURES.contains(objects.type(path + "/" + child))) {
                pictures.add(path + "/" + child);
            }
        }
        return pictures;
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
        return objects.at(data, () -> StimuliShape.of(shape.type(), shape.sizes()));
    }

    /** All images. */
    Stimuli read() throws IOException, ArrayFormatException {
        if (!collection()) {
            StimuliShape shape = shape();
            StimuliBuilder builder = new StimuliBuilder(shape);
            String data = data();
            HdfArray array = objects.array(data);
            objects.at(data, () -> {
                Scatter.read(array, builder::set);
                return builder;
            });
            return builder.build();
        }
        List<String> pictures = pictures();
        if (pictures.isEmpty()) {
            throw new ArrayFormatException("%s: expected images, got none".formatted(Excerpt.path(path)));
        }
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

    private ArrayShape gray(String picture) throws IOException, ArrayFormatException {
        ArrayShape shape = objects.array(picture).shape();
        if (shape.rank() != 2 || !shape.type().isNumeric()) {
            throw new ArrayFormatException("%s: expected a gray image [H, W], got %s; turn colours to gray"
                    .formatted(Excerpt.path(picture), shape));
        }
        return shape;
    }
}
