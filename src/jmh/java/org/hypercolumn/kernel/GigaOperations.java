package org.hypercolumn.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Counts floating-point operations, a multiply-add as two; JMH reports them as GFLOP/s. Mutable. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class GigaOperations {

    /** 10^9 operations since the iteration began. */
    public double gflops;

    /** Starts to count anew. */
    @Setup(Level.Iteration)
    public void reset() {
        gflops = 0;
    }

    /** Counts a batch of {@code images} of as many multiply-adds. */
    void add(int images, long multiplyAdds) {
        gflops += 2e-9 * images * multiplyAdds;
    }
}
