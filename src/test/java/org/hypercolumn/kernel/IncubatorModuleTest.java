package org.hypercolumn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each test starts a Java of its own, since a module once loaded stays. */
class IncubatorModuleTest {
    private static final String EXPORT = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED";

    @Test
    void is_loaded_without_a_warning_where_the_jar_may_load_it() throws Exception {
        assertThat(outputOfMain(EXPORT)).isEqualTo("FloatVector");
    }

    @Test
    void is_there_where_the_command_line_names_it() throws Exception {
        assertThat(outputOfMain("--add-modules=jdk.incubator.vector")).endsWith("FloatVector");
    }

    @Test
    void is_missing_where_nothing_lets_it_in() throws Exception {
        assertThat(outputOfMain("-Dnothing=0")).isEqualTo("none");
    }

    /** What {@link Main} prints, on either stream, in a Java started with {@code options}. */
    private static String outputOfMain(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }

    /** Prints whether the module loads and, if so, the name of a class that is in it. */
    static final class Main {
        private Main() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws ClassNotFoundException {
            boolean loaded = IncubatorModule.load();
            System.out.print(
                    loaded ? Class.forName("jdk.incubator.vector.FloatVector").getSimpleName() : "none");
        }
    }
}
