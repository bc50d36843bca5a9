package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypercolumn.train.ChildProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/compare-pytorch}: that it prints its table; the numbers themselves are not tested. Needs a Python with torch. */
@Tag("slow")
class ComparePytorchTest {

    private static final long LONGEST_MILLISECONDS = 300_000;

    @TempDir
    private Path temporary;

    @Test
    void prints_a_row_of_both_programs_for_each_network() throws Exception {
        String python = Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
        int exitCode = ChildProcess.start(temporary, List.of(python, "-c", "import torch"))
                .exitCode();
        assumeTrue(exitCode == 0, "not tested, for want of torch; install it for " + python);
        String program = Stream.concat(ChildProcess.command(List.of()).stream(), Stream.of(Launch.class.getName()))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));

        ChildProcess child = ChildProcess.start(
                temporary,
                List.of(
                        python,
                        "scripts/compare-pytorch",
                        "--models=rf-cnn,ff-sa-cnn-star-incr-fc2",
                        "--rounds=1",
                        "--seconds=0.1",
                        "--batch=4",
                        "--threads=2",
                        "--hypercolumn",
                        program));

        assertThat(child.endsWithin(LONGEST_MILLISECONDS)).isTrue();
        assertThat(child.err()).isEmpty();
        assertThat(child.exitCode()).isZero();
        String row = " \\| \\d+\\.\\d\\d \\| \\d+\\.\\d \\| \\d+\\.\\d \\| \\d+\\.\\d \\(.+\\) \\| \\d+\\.\\d \\|";
        assertThat(child.out())
                .startsWith("PyTorch ")
                .containsPattern("\\| rf-cnn" + row)
                .containsPattern("\\| ff-sa-cnn-star-incr-fc2" + row);
    }
}
