package org.hypercolumn.format;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Cuts an array into boxes whose elements follow one another in C order, none much larger than asked for. */
final class Boxes implements Iterable<Boxes.Box> {
    private final int[] sizes;
    private final int most;

    private Boxes(int[] sizes, int most) {
        this.sizes = sizes;
        this.most = most;
    }

    /** The boxes of an array with these sizes, at most {@code most} elements each; none if it has no elements. */
    static Boxes of(int[] sizes, int most) {
        return new Boxes(sizes, most);
    }

    /** A box: where it begins, and how far its first element is from the array's first in C order. */
    static final class Box {
        private final int[] start;
        private final int[] sizes;
        private final long offset;

        private Box(int[] start, int[] sizes, long offset) {
            this.start = start;
            this.sizes = sizes;
            this.offset = offset;
        }

        int[] start() {
            return start;
        }

        int[] sizes() {
            return sizes;
        }

        long offset() {
            return offset;
        }

        int length() {
            return (int) HdfArray.length(sizes);
        }
    }

    @Override
    public Iterator<Box> iterator() {
        return new Walk();
    }

    /** Goes from box to box. */
    private final class Walk implements Iterator<Box> {
        private final int[] at = new int[sizes.length];
        private final int cut; // along which boxes follow one another; of the axes before it they have one index
        private final long perIndex; // elements at one index of that axis
        private final int step;
        private long offset = 0;
        private boolean more = HdfArray.length(sizes) > 0;

        Walk() {
            int axis = sizes.length - 1;
            long inner = 1;
            while (axis > 0 && inner * sizes[axis] <= most) {
                inner *= sizes[axis--];
            }
            cut = axis;
            perIndex = inner;
            step = (int) Math.max(1, most / Math.max(1, inner));
        }

        @Override
        public boolean hasNext() {
            return more;
        }

        @Override
        public Box next() {
            if (!more) {
                throw new NoSuchElementException();
            }
            int[] box = sizes.clone();
            Arrays.fill(box, 0, Math.max(0, cut), 1);
            if (cut < 0) {
                more = false;
                return new Box(at.clone(), box, 0);
            }
            box[cut] = Math.min(step, sizes[cut] - at[cut]);
            Box next = new Box(at.clone(), box, offset);
            offset += box[cut] * perIndex;
            at[cut] += box[cut];
            carry();
            return next;
        }

        private void carry() {
            for (int axis = cut; at[axis] == sizes[axis]; axis--) {
                if (axis == 0) {
                    more = false;
                    return;
                }
                at[axis] = 0;
                at[axis - 1]++;
            }
        }
    }
}
