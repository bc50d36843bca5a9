package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hypercolumn.train.ChildProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of docs/tutorial.md as they are printed, one after the other in an empty folder. */
@Tag("slow")
@Timeout(600)
class TutorialTest {

    private static final String PROGRAM = "./hypercolumn ";

    @TempDir
    private Path folder;

    @Test
    void every_command_of_the_tutorial_does_what_it_says() throws Exception {
        List<String> commands = commands(Files.readString(Path.of("docs", "tutorial.md")));

        assertThat(commands).hasSizeGreaterThanOrEqualTo(8);
        for (String command : commands) {
            run(command);
        }
        assertThat(folder.resolve("run/tables/table1.csv")).isNotEmptyFile();
        assertThat(folder.resolve("run/analysis/tuning/ff-cnn.npz")).isNotEmptyFile();
        assertThat(folder.resolve("run/analysis/decomposition/ff-cnn/neuron_0000.npz"))
                .isNotEmptyFile();
        for (int figure = 4; figure <= 10; figure++) {
            assertThat(folder.resolve("run/figures/figure%d.svg".formatted(figure)))
                    .isNotEmptyFile();
            assertThat(folder.resolve("run/figures/figure%d.png".formatted(figure)))
                    .isNotEmptyFile();
        }
        assertThat(folder.resolve("run/report.html")).isNotEmptyFile();
    }

    /** The lines of its blocks of shell. */
    private static List<String> commands(String tutorial) {
        List<String> commands = new ArrayList<>();
        boolean shell = false;
        for (String line : tutorial.lines().toList()) {
            if (line.startsWith("```")) {
                shell = line.equals("```sh");
            } else if (shell) {
                commands.add(line);
            }
        }
        return commands;
    }

    private void run(String line) throws IOException, InterruptedException {
        assertThat(line).startsWith(PROGRAM);
        List<String> command = new ArrayList<>(ChildProcess.command(List.of("-Xmx1g")));
        command.add(Launch.class.getName());
        command.addAll(Arrays.asList(line.substring(PROGRAM.length()).split(" +")));
        Path said = Files.createTempFile("tutorial", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(300, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("%s ended", line).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", line, Files.readString(said))
                .isZero();
        Files.delete(said);
    }
}
