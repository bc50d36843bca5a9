package org.hypercolumn.simulate;

import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.stimulus.DeadLeaves;

/** Where the images of a simulation come from. */
sealed interface ImageSource permits ImageSource.Leaves, Photographs.Dealt {

    /** One image of a tier, gray levels {@code [H * W]}, 0 to 255 as unsigned bytes. */
    byte[] image(SimulatedTier tier, int image);

    /** How many images neurons are calibrated with. */
    int calibrationImages();

    /** One image to calibrate with. */
    byte[] calibrationImage(int image);

    /** What truth.json says of the images. */
    String inWords();

    /** Dead leaves, which follow from seed, tier and index; those to calibrate with are never shown. */
    record Leaves(long seed, int height, int width) implements ImageSource {
        private static final int CALIBRATION_IMAGES = 200;

        @Override
        public byte[] image(SimulatedTier tier, int image) {
            return DeadLeaves.ofSize(height, width).draw(RandomStream.of(seed, "simulated image", tier.key(), image));
        }

        @Override
        public int calibrationImages() {
            return CALIBRATION_IMAGES;
        }

        @Override
        public byte[] calibrationImage(int image) {
            return DeadLeaves.ofSize(height, width).draw(RandomStream.of(seed, "simulated calibration image", image));
        }

        @Override
        public String inWords() {
            return "dead leaves: occluding discs, radii with density r^-3";
        }
    }
}
