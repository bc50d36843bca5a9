package org.hypercolumn.simulate;

/** The three sets of images. */
enum SimulatedTier {
    TRAINING("train", 0, 1),
    VALIDATION("val", 1, SimulationPlan.REPEATS),
    TEST("test", 2, SimulationPlan.REPEATS);

    private final String prefix;
    private final long key;
    private final int repeats;

    SimulatedTier(String prefix, long key, int repeats) {
        this.prefix = prefix;
        this.key = key;
        this.repeats = repeats;
    }

    /** How the paper's file names begin. */
    String prefix() {
        return prefix;
    }

    /** What stands for the tier in the keys of random streams; never to be changed. */
    long key() {
        return key;
    }

    /** How often each image is shown. */
    int repeats() {
        return repeats;
    }

    int images(SimulationPlan plan) {
        return this == TRAINING ? plan.images() : plan.evaluationImages();
    }
}
