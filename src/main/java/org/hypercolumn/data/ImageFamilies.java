package org.hypercolumn.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which images of a tier belong together, because their pixels, their ids or their groups are the same, or because a third
 * image belongs to both. A split that parts a family lets a model see what it is tested on.
 */
public final class ImageFamilies {
    private final int[] familyOf;
    private final int[][] members;

    private ImageFamilies(int[] familyOf, int[][] members) {
        this.familyOf = familyOf;
        this.members = members;
    }

    /** The families of a tier; ids count where the recording gives them. */
    public static ImageFamilies of(Tier tier) {
        int count = tier.count();
        int[] earlier = new int[count]; // an image of the same family that stands before, or itself
        Arrays.setAll(earlier, image -> image);
        DistinctImages distinct = DistinctImages.of(List.of(tier.stimuli()));
        int[] firstOf = new int[distinct.count()];
        Arrays.fill(firstOf, -1);
        for (int image = 0; image < count; image++) {
            int number = distinct.at(0, image);
            firstOf[number] = firstOf[number] < 0 ? image : firstOf[number];
            join(earlier, firstOf[number], image);
        }
        ImageLabels labels = tier.labels();
        if (labels.named()) {
            joinSame(earlier, labels.ids());
        }
        labels.groups().ifPresent(groups -> joinSame(earlier, groups));
        return numbered(earlier);
    }

    private static void joinSame(int[] earlier, List<String> names) {
        Map<String, Integer> firstOf = new HashMap<>();
        for (int image = 0; image < earlier.length; image++) {
            Integer first = firstOf.putIfAbsent(names.get(image), image);
            if (first != null) {
                join(earlier, first, image);
            }
        }
    }

    private static void join(int[] earlier, int one, int other) {
        int a = first(earlier, one);
        int b = first(earlier, other);
        earlier[Math.max(a, b)] = Math.min(a, b);
    }

    private static int first(int[] earlier, int image) {
        int first = image;
        while (earlier[first] != first) {
            earlier[first] = earlier[earlier[first]]; // a shorter way for the next one
            first = earlier[first];
        }
        return first;
    }

    private static ImageFamilies numbered(int[] earlier) {
        int[] familyOf = new int[earlier.length];
        int[] sizes = new int[earlier.length];
        int families = 0;
        for (int image = 0; image < earlier.length; image++) {
            int first = first(earlier, image);
            familyOf[image] = first == image ? families++ : familyOf[first];
            sizes[familyOf[image]]++;
        }
        int[][] members = new int[families][];
        for (int image = earlier.length - 1; image >= 0; image--) {
            int family = familyOf[image];
            if (members[family] == null) {
                members[family] = new int[sizes[family]];
            }
            members[family][--sizes[family]] = image;
        }
        return new ImageFamilies(familyOf, members);
    }

    /** How many families there are; as many as images where none belong together. */
    public int count() {
        return members.length;
    }

    /**
     * All images of the family of one, itself among them, in rising order; a copy.
     *
     * @throws IndexOutOfBoundsException if there is no such image
     */
    public int[] with(int image) {
        return members[familyOf[image]].clone();
    }
}
