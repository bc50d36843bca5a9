package org.hypercolumn.format;

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
        int axis = sizes.length - 1; // along which boxes follow one another; of the axes before it they have one index
        long inner = 1;
        while (axis > 0 && inner * sizes[axis] <= most) {
            inner *= sizes[axis--];
        }
        int cut = axis;
        long perIndex = inner;
        int step = (int) Math.max(1, most / Math.max(1, inner));
        return new Iterator<>() {
            private final int[] at = new int[sizes.length];
            private long offset = 0;
            private boolean more = HdfArray.length(sizes) > 0;

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
                for (int before = 0; before < cut; before++) {
                    box[before] = 1;
                }
                if (cut < 0) {
                    more = false;
                    return new Box(at.clone(), box, 0);
                }
                box[cut] = Math.min(step, sizes[cut] - at[cut]);
                Box next = new Box(at.clone(), box, offset);
                offset += box[cut] * perIndex;
                at[cut] += box[cut];
                for (int carry = cut; at[carry] == sizes[carry]; carry--) {
                    if (carry == 0) {
                        more = false;
                        break;
                    }
                    at[carry] = 0;
                    at[carry - 1]++;
                }
                return next;
            }
        };
    }
}
