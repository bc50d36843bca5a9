package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.study.MadeUpRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Something that happens to the folder between two looks. */
    private interface Event {
        void happen() throws IOException;
    }

    /** Passes time by events, and sees no more after the last. */
    private static final class Events implements Watch.Display {

        private final List<Event> events;
        private final List<List<String>> frames = new ArrayList<>();
        private Instant now = MadeUpRun.START;

        Events(Event... events) {
            this.events = new ArrayList<>(List.of(events));
        }

        @Override
        public boolean show(List<String> lines) {
            frames.add(lines);
            return !events.isEmpty();
        }

        @Override
        public void pause(Duration pause) {
            assertThat(pause).isEqualTo(PAUSE);
            now = now.plus(pause);
            try {
                events.remove(0).happen();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String frame(int index) {
            return String.join("\n", frames.get(index));
        }
    }

    @TempDir
    private Path temporary;

    private MadeUpRun run;

    @BeforeEach
    void begin_a_run() throws IOException {
        run = MadeUpRun.of(temporary.resolve("run"), 2, "rf-cnn").begin(0);
        run.settle();
    }

    private void watch(Events events) throws IOException, InterruptedException {
        new Watch(new WatchedRun("run", run.folder()), () -> events.now, events).untilEnded(PAUSE);
    }

    @Test
    void looks_until_the_run_has_ended() throws IOException, InterruptedException {
        Events events = new Events(
                () -> run.done(9, run.fit("rf-cnn", 0)).settle(),
                () -> run.done(19, run.fit("rf-cnn", 1)).end(0, 19).settle(),
                () -> {});

        watch(events);

        assertThat(events.frames).hasSize(3);
        assertThat(events.frame(0)).contains("0 of 2 fits done, 2 running, 0 left");
        assertThat(events.frame(1)).contains("1 of 2 fits done, 1 running, 0 left");
        assertThat(events.frame(2))
                .startsWith("run: finished 1 s ago, after 19 s on 2 threads\n")
                .contains("2 of 2 fits done");
    }

    @Test
    void ends_when_nobody_can_see_it() throws IOException, InterruptedException {
        Events events = new Events(() -> {});

        watch(events);

        assertThat(events.frames).hasSize(2);
    }

    @Test
    void says_what_cannot_be_read_and_tries_again() throws IOException, InterruptedException {
        Path aside = temporary.resolve("aside");
        Path file = run.folder().description();
        Events events = new Events(() -> Files.move(file, aside), () -> Files.writeString(file, "{"), () -> {
            Files.delete(file);
            Files.move(aside, file);
        });

        watch(events);

        assertThat(events.frames).hasSize(4);
        assertThat(events.frame(1))
                .startsWith(events.frame(0))
                .contains("\ncannot be read now, trying again: run: expected a run folder, but it has no run.json;"
                        + " restore it from its copy: cp ");
        assertThat(events.frame(2)).contains("\ncannot be read now, trying again: run.json: expected a JSON object");
        assertThat(events.frame(3)).doesNotContain("cannot").contains("0 of 2 fits done");
    }

    @Test
    void a_change_is_seen_by_its_own_clock() throws IOException, InterruptedException {
        // the clock of the disk is an hour behind
        Events events = new Events(() -> run.done(-3600, run.fit("rf-cnn", 0)).settle(), () -> {});
        run.put(run.folder().log(), -3700, new byte[0]).begin(-3700).settle();

        watch(events);

        assertThat(events.frame(0)).contains("no change for 1 h 1 min");
        assertThat(events.frame(1)).contains("last change 1 s ago");
        assertThat(events.frame(2)).contains("last change 10 s ago");
    }

    @Test
    void the_first_look_must_find_a_run() throws IOException {
        Files.delete(run.folder().description());
        Events events = new Events(() -> {});

        assertThatExceptionOfType(BadDataFileException.class).isThrownBy(() -> watch(events));
        assertThat(events.frames).isEmpty();
    }
}
