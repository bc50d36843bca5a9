package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {

    private static final int TERMINAL_COLUMNS = 80;

    private static CommandLine program() {
        return new CommandLine(new Hypercolumn());
    }

    private static Stream<String> commands() {
        return program().getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
    }

    private static String help(String command) {
        CommandRun help = command.isEmpty() ? CommandRun.of("--help") : CommandRun.of(command, "--help");
        help.assertDone();
        assertThat(help.err()).isEmpty();
        return help.out();
    }

    @Test
    void lists_every_command() {
        assertThat(commands())
                .containsExactly(
                        "demo",
                        "simulate",
                        "doctor",
                        "prepare",
                        "study",
                        "fit",
                        "watch",
                        "analyze",
                        "figures",
                        "report",
                        "predict",
                        "compare",
                        "evaluate",
                        "reproduce",
                        "models",
                        "bench");
        assertThat(help("").lines())
                .anyMatch(line ->
                        line.equals("Exit codes: 0 done, 1 failed (one line says why)," + " 2 wrong command line."));
    }

    /** A text that changed is read here by somebody before it is read by everybody. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void says_just_this(String command) throws IOException {
        String name = "help-%s.txt".formatted(command);
        try (InputStream in = HelpTest.class.getResourceAsStream(name)) {
            assertThat(in).as("resource " + name).isNotNull();
            assertThat(help(command)).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void names_every_option_and_gives_examples(String command) {
        String text = help(command);

        for (OptionSpec option :
                program().getSubcommands().get(command).getCommandSpec().options()) {
            assertThat(text).contains(option.longestName());
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
        }
        assertThat(text).contains("\nExamples:\n  hypercolumn " + command);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void has_no_line_that_was_broken_to_fit(String command) {
        List<String> lines = new ArrayList<>(help(command).lines().toList());
        lines.addAll(help("").lines().toList());

        assertThat(lines).allMatch(line -> line.length() <= TERMINAL_COLUMNS);
        assertThat(lines).noneMatch(line -> line.matches("\\S+") && !line.isEmpty() && !line.endsWith(":"));
    }

    @Test
    void is_the_same_by_all_ways() {
        assertThat(CommandRun.of("help", "fit").assertDone().out()).isEqualTo(help("fit"));
        assertThat(CommandRun.of("fit", "-h").assertDone().out()).isEqualTo(help("fit"));
        assertThat(CommandRun.of("help").assertDone().out()).isEqualTo(help(""));
    }

    @Test
    void of_fit_says_where_every_model_is_listed() {
        assertThat(help("fit").replaceAll("\\s+", " ")).contains("hypercolumn models lists all.");
        assertThat(CommandRun.of("models").assertDone().out()).contains(Presets.ids());
    }

    @Test
    void version_names_the_program_and_java() {
        assertThat(CommandRun.of("--version").assertDone().outLines())
                .containsExactly("hypercolumn development", "Java " + Runtime.version());
    }

    @Test
    void a_missing_command_is_asked_for() {
        CommandRun.of()
                .assertMisused(
                        "",
                        "Missing command: demo, simulate, doctor, prepare, study, fit, watch, analyze, figures, report, predict, compare, evaluate, reproduce, models or bench");
    }

    @Test
    void an_unknown_command_is_answered_with_the_nearest() {
        CommandRun.of("fti").assertMisused("", "there is no command 'fti'; did you mean 'fit'?");
        CommandRun.of("sim", "x").assertMisused("", "there is no command 'sim'; did you mean 'simulate'?");
    }

    @Test
    void an_unknown_option_is_answered_with_the_nearest() {
        CommandRun.of("bench", "--thread", "2")
                .assertMisused(" bench", "there is no option '--thread'; did you mean '--threads'?");
        CommandRun.of("bench", "--nothing-like-it").assertMisused(" bench", "there is no option '--nothing-like-it'");
        CommandRun.of("fit", "DATA", "--modle", "rf-cnn", "--out", "RUN")
                .assertMisused(" fit", "there is no option '--modle'; did you mean '--model'?");
    }

    @Test
    void an_argument_too_many_is_named() {
        CommandRun.of("fit", "my", "data", "--model", "rf-cnn", "--out", "RUN")
                .assertMisused(" fit", "one argument too many: 'data'; a path with spaces needs quotation marks");
    }
}
