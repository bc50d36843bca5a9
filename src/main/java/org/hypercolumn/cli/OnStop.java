package org.hypercolumn.cli;

/** Does something if the process is stopped, by Ctrl-C or a signal, before this is closed. */
final class OnStop implements AutoCloseable {

    private final Thread hook;

    /** From now on. */
    OnStop(Runnable action) {
        hook = new Thread(action);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook is at work.
            return;
        }
    }
}
