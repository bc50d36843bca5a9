package org.hypercolumn.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.Tier;
import org.hypercolumn.kernel.RandomStream;

/** Deals the images of a draft out to tiers anew. */
final class Splitting {
    private static final String TEST = "test";
    private static final List<String> TIERS = List.of("train", "val", TEST);

    private final Split split;
    private final boolean groups;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Tier> tiers;

    /** One image of a tier of before. */
    record Row(Tier tier, int image, String was) {
        String id() {
            return tier.labels().ids().get(image);
        }
    }

    private Splitting(Split split, Draft draft) {
        this.split = split;
        this.tiers = draft.tiers();
        boolean there =
                tiers.values().stream().allMatch(tier -> tier.labels().groups().isPresent());
        if (split.together() == Split.Together.GROUPS && !there) {
            throw new IllegalArgumentException(
                    "split: expected a recording with groups of images, got one without; split by images");
        }
        this.groups = there && split.together() != Split.Together.IMAGES;
        tiers.forEach((name, tier) -> {
            for (int image = 0; image < tier.count(); image++) {
                rows.add(new Row(tier, image, name));
            }
        });
    }

    /**
     * Splits.
     *
     * @throws IllegalArgumentException if a share gives no image, groups are asked for where there are none, or an image
     *     of the test tier that is kept is in another tier too
     */
    static Draft apply(Split split, Draft draft, List<String> steps) {
        var splitting = new Splitting(split, draft);
        Draft done = draft.withTiers(splitting.tiers());
        steps.add("split: %s by %s, seed %d%s"
                .formatted(
                        done.counts(),
                        splitting.groups ? "groups" : "images",
                        split.seed(),
                        split.pool() == Split.Pool.ALL_BUT_TEST ? ", test as it was" : ""));
        return done;
    }

    private Map<String, Tier> tiers() {
        boolean keepsTest = split.pool() == Split.Pool.ALL_BUT_TEST;
        List<List<Row>> units = new ArrayList<>();
        for (List<Row> unit : units()) {
            boolean inTest = unit.stream().anyMatch(row -> row.was().equals(TEST));
            if (!keepsTest || !inTest) {
                units.add(unit);
            } else if (unit.stream().anyMatch(row -> !row.was().equals(TEST))) {
                throw new IllegalArgumentException(
                        "split: expected no image of the test tier in others, got '%s' in both; take it out of the others, or split all tiers again"
                                .formatted(Excerpt.of(unit.get(0).id())));
            }
        }
        Map<String, List<Row>> dealt = deal(units);
        Map<String, Tier> made = new LinkedHashMap<>();
        dealt.forEach((name, chosen) -> made.put(name, tier(chosen)));
        if (keepsTest && tiers.containsKey(TEST)) {
            made.put(TEST, tiers.get(TEST));
        }
        return made;
    }

    /** Rows that stay together, in the order of their first; joined by each key that two have in common. */
    private List<List<Row>> units() {
        int[] leader = new int[rows.size()];
        Map<String, Integer> firstOf = new HashMap<>();
        for (int row = 0; row < leader.length; row++) {
            leader[row] = row;
            for (String key : keys(rows.get(row))) {
                Integer first = firstOf.putIfAbsent(key, row);
                if (first != null) {
                    int a = find(leader, first);
                    int b = find(leader, row);
                    leader[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        Map<Integer, List<Row>> units = new LinkedHashMap<>();
        for (int row = 0; row < leader.length; row++) {
            units.computeIfAbsent(find(leader, row), first -> new ArrayList<>()).add(rows.get(row));
        }
        return new ArrayList<>(units.values());
    }

    private static int find(int[] leader, int row) {
        int at = row;
        while (leader[at] != at) {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        return at;
    }

    private List<String> keys(Row row) {
        ImageLabels labels = row.tier().labels();
        List<String> keys = new ArrayList<>();
        keys.add("pixels " + row.tier().stimuli().digest(row.image()));
        if (labels.named()) {
            keys.add("id " + row.id());
        }
        if (groups) {
            keys.add("group " + labels.groups().orElseThrow().get(row.image()));
        }
        return keys;
    }

    /** Units in random order; each goes where its middle falls. Rows keep their order. */
    private Map<String, List<Row>> deal(List<List<Row>> units) {
        int[] order = new int[units.size()];
        Arrays.setAll(order, i -> i);
        RandomStream.of(split.seed(), "split").shuffle(order);
        long images = units.stream().mapToInt(List::size).sum();
        long[] ends = {
            Math.round(images * split.training()), Math.round(images * (split.training() + split.validation()))
        };
        int[] tierOfUnit = new int[order.length];
        long before = 0;
        for (int unit : order) {
            int size = units.get(unit).size();
            long twiceMiddle = 2 * before + size;
            tierOfUnit[unit] = twiceMiddle < 2 * ends[0] ? 0 : twiceMiddle < 2 * ends[1] ? 1 : 2;
            before += size;
        }
        Map<Row, Integer> tierOfRow = new HashMap<>();
        for (int unit = 0; unit < tierOfUnit.length; unit++) {
            for (Row row : units.get(unit)) {
                tierOfRow.put(row, tierOfUnit[unit]);
            }
        }
        Map<String, List<Row>> dealt = new LinkedHashMap<>();
        for (Row row : rows) {
            if (tierOfRow.containsKey(row)) {
                dealt.computeIfAbsent(TIERS.get(tierOfRow.get(row)), name -> new ArrayList<>())
                        .add(row);
            }
        }
        checkShares(dealt, images, units.size());
        return dealt;
    }

    private void checkShares(Map<String, List<Row>> dealt, long images, int units) {
        double[] shares = {split.training(), split.validation(), split.test()};
        for (int tier = 0; tier < shares.length; tier++) {
            if (shares[tier] > 0 && !dealt.containsKey(TIERS.get(tier))) {
                throw new IllegalArgumentException(
                        "split: expected a share that gives %s an image, got %s of %d images that are %d apart; make it larger"
                                .formatted(TIERS.get(tier), shares[tier], images, units));
            }
        }
    }

    private static Tier tier(List<Row> chosen) {
        try {
            return JoinedTier.of(chosen);
        } catch (ArrayFormatException e) {
            throw new IllegalArgumentException("split: " + e.problem(), e);
        }
    }
}
