package org.hypercolumn.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java virtual machine with the class path of the tests, that can be killed. */
public final class ChildProcess implements AutoCloseable {

    private static final long LONGEST_SECONDS = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private ChildProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a class with a main method.
     *
     * @param folder takes what it prints
     * @param options of the virtual machine
     */
    public static ChildProcess start(Path folder, List<String> options, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(command(options));
        command.add(main.getName());
        command.addAll(arguments);
        return start(folder, command);
    }

    /** The Java of this process with the class path of the tests; class and arguments are to follow. */
    public static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(options);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    /** Starts a command. */
    public static ChildProcess start(Path folder, List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "child", ".out");
        Path err = Files.createTempFile(folder, "child", ".err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        return new ChildProcess(process, out, err);
    }

    /** Waits for the end, at most so long; whether it came. */
    public boolean endsWithin(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Waits for the end; the exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the child did not end within %d s".formatted(LONGEST_SECONDS));
        }
        return process.exitValue();
    }

    /** Ends it at once, wherever it is: SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends a signal, {@code INT} or {@code TERM}. */
    public void signal(String name) throws IOException, InterruptedException {
        signal(process.toHandle(), name);
    }

    /** Sends a signal to the only child of this child. */
    public void signalChild(String name) throws IOException, InterruptedException {
        signal(process.children().findFirst().orElseThrow(), name);
    }

    private static void signal(ProcessHandle to, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(to.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Waits until something is so, or until it ends. */
    public void await(Condition condition) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!condition.holds() && !process.waitFor(5, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("the child said only: " + err());
            }
        }
    }

    /** What can be waited for. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is so now. */
        boolean holds() throws IOException;
    }

    /** What it has printed to standard output so far. */
    public String out() throws IOException {
        return text(out);
    }

    /** What it has printed to standard error so far, without what Java says of its incubator modules. */
    public String err() throws IOException {
        return text(err)
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .reduce("", (lines, line) -> lines + line + "\n");
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
