package org.hypercolumn.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Does one thing for each of many neurons, several at a time. */
final class NeuronTasks {

    /** What is done for a neuron. */
    @FunctionalInterface
    interface Task {
        /** Does it; several threads may, each for another neuron. */
        void run(int neuron) throws IOException;
    }

    private NeuronTasks() {}

    /**
     * Runs the task for each neuron; returns when all have ended.
     *
     * @param threads neurons at a time, 1 or more
     * @throws IOException that of the first neuron in order whose task failed
     * @throws InterruptedException if the calling thread is interrupted; the others then stop at their next neuron
     */
    static void run(List<Integer> neurons, int threads, Task task) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, runnable -> {
            Thread thread = new Thread(runnable, "analysis");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int neuron : neurons) {
                running.add(pool.submit(() -> {
                    task.run(neuron);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static IOException rethrown(@Nullable Throwable cause) throws IOException {
        if (cause instanceof IOException failed) {
            throw failed;
        }
        if (cause instanceof RuntimeException failed) {
            throw failed;
        }
        if (cause instanceof Error failed) {
            throw failed;
        }
        throw new IllegalStateException("analysis: failed", cause);
    }
}
