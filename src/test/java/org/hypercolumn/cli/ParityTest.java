package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypercolumn.train.ChildProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/parity}: this program against PyTorch. Needs a Python with torch and numpy, as Debian's is with python3-torch. */
@Tag("slow")
class ParityTest {

    private static final long LONGEST_MILLISECONDS = 300_000;

    @TempDir
    private Path temporary;

    private String python = "";

    @BeforeEach
    void look_for_torch() throws Exception {
        python = Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
        int exitCode = ChildProcess.start(temporary, List.of(python, "-c", "import torch, numpy"))
                .exitCode();
        assumeTrue(exitCode == 0, "not tested, for want of torch; install it for " + python);
    }

    private ChildProcess parity(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, "scripts/parity"));
        command.addAll(List.of(arguments));
        ChildProcess child = ChildProcess.start(temporary, command);
        assertThat(child.endsWithin(LONGEST_MILLISECONDS)).isTrue();
        return child;
    }

    /** Weights, order of images and dropout are the same: so must the losses be, but for rounding. */
    @Test
    void losses_are_those_of_pytorch_given_the_same_draws() throws Exception {
        String program = Stream.concat(ChildProcess.command(List.of()).stream(), Stream.of(Launch.class.getName()))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));

        ChildProcess child = parity("--quick", "--hypercolumn", program);

        assertThat(child.err()).isEmpty();
        assertThat(child.exitCode()).isZero();
        assertThat(child.out()).containsPattern("losses of the first epoch agree within \\S+ for 7 models");
    }

    @Test
    void the_modules_compute_the_golden_tensors() throws Exception {
        Path folder = Path.of(System.getProperty("golden.dir", "../shared/golden"));
        assumeTrue(
                Files.isDirectory(folder),
                "not tested, for want of the golden tensors in %s; point -Dgolden.dir to their folder"
                        .formatted(folder));

        ChildProcess child = parity("--golden", folder.toString());

        assertThat(child.err()).isEmpty();
        assertThat(child.out()).containsPattern("PyTorch modules agree with \\d+ golden files within 1e-05");
    }

    /**
     * Two neurons, two seeds each, and more of PyTorch's own draws. Paired differences are 0.002 and 0.004, -0.001 and 0.003:
     * mean 0.002, standard error sqrt((2e-6 + 8e-6) / 2 / 4) = 0.0011, 1.47 degrees of freedom. The rest is from scipy 1.10.
     */
    @Test
    void the_table_has_the_numbers_of_scipy() throws Exception {
        Files.writeString(temporary.resolve("settings.json"), "{}");
        Files.writeString(temporary.resolve("fits.csv"), """
                program,model,neuron,seed,epoch,val_corr,corr,seconds,epochs
                hypercolumn,rf-sa-cnn,0,1,2,0.5,0.50,1.0,1 0.020002 0.4;2 0.01 0.5
                hypercolumn,rf-sa-cnn,0,2,2,0.5,0.52,1.0,1 0.02 0.4;2 0.01 0.5
                hypercolumn,rf-sa-cnn,1,1,2,0.5,0.60,1.0,1 0.02 0.4;2 0.01 0.5
                hypercolumn,rf-sa-cnn,1,2,2,0.5,0.64,1.0,1 0.02 0.4;2 0.01 0.5
                hypercolumn,rf-sa-cnn,1,3,2,NaN,NaN,1.0,1 0.02 NaN;2 0.02 NaN
                pytorch-shared,rf-sa-cnn,0,1,2,0.5,0.498,1.0,1 0.02 0.4;2 0.01 0.5
                pytorch-shared,rf-sa-cnn,0,2,2,0.5,0.516,1.0,1 0.02 0.4;2 0.01 0.5
                pytorch-shared,rf-sa-cnn,1,1,2,0.5,0.601,1.0,1 0.02 0.4;2 0.01 0.5
                pytorch-shared,rf-sa-cnn,1,2,2,0.5,0.637,1.0,1 0.02 0.4;2 0.01 0.5
                pytorch-own,rf-sa-cnn,0,1,2,0.5,0.49,1.0,1 0.02 0.4;2 0.01 0.5
                pytorch-own,rf-sa-cnn,0,2,2,0.5,0.50,1.0,1 0.02 0.4;2 0.01 0.5
                pytorch-own,rf-sa-cnn,0,3,2,0.5,0.51,1.0,1 0.02 0.4;2 0.01 0.5
                pytorch-own,rf-sa-cnn,1,1,2,0.5,0.60,1.0,1 0.02 0.4;2 0.01 0.5
                pytorch-own,rf-sa-cnn,1,2,2,0.5,0.63,1.0,1 0.02 0.4;2 0.01 0.5
                """);

        ChildProcess child = parity("--out", temporary.toString(), "--table");

        assertThat(child.err()).isEmpty();
        assertThat(child.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "rf-sa-cnn shared 4, 4 0.5650 0.5630 +0.0020 0.0011 [-0.0022, +0.0062] 0.02 equal 1 1e-04",
                        "rf-sa-cnn own 4, 5 0.5650 0.5575 +0.0075 0.0138 [-0.0270, +0.0420] 0.43 undecided 65",
                        "left out because constant predictions have no correlation: 1");
    }
}
