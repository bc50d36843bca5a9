package org.hypercolumn.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.hypercolumn.train.StepTimer;

/** The clocks of this machine. */
final class MachineTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private MachineTime() {}

    /** Wall time and the calling thread's processor time; wall time for both where the system does not count the latter. */
    static StepTimer.Clocks clocks() {
        boolean counted = THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();
        return new StepTimer.Clocks(System::nanoTime, counted ? THREADS::getCurrentThreadCpuTime : System::nanoTime);
    }
}
