package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunDescriptionTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper().withEpochs(7).withShare(0.25);
    private static final List<Architecture> MODELS = List.of(Presets.of("rf-cnn"), Presets.of("ff-cnn"));
    private static final List<Integer> NEURONS = List.of(0, 1, 2, 4);
    private static final Session SESSION =
            new Session("2026-01-02T03:04:05Z", "running", "0.1.0", "Java 17", "Linux", "vector512", 2);

    @TempDir
    private Path parent;

    private RunFolder folder() {
        return RunFolder.of(parent.resolve("run"));
    }

    private static Recording recording(String digest) {
        return new Recording(
                "lab", SmallRecordings.tier(11, 1), Optional.empty(), Optional.empty(), Map.of("images.npy", digest));
    }

    private RunDescription description() {
        return description("ab".repeat(32), MODELS, NEURONS, PLAN);
    }

    private RunDescription description(
            String digest, List<Architecture> models, List<Integer> neurons, TrainingPlan plan) {
        return RunDescription.of(
                RunData.of(parent.resolve("data"), recording(digest), ReadOptions.found()), models, neurons, plan);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(folder().path());
        Files.writeString(folder().description(), text);
    }

    private void assertRefused(RunDescription other, String message) throws IOException {
        description().write(folder(), SESSION);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> other.checkGoesOn(folder()))
                .withMessage("run: %s".formatted(message));
    }

    @Test
    void explains_the_run_to_a_reader() throws IOException {
        description().write(folder(), SESSION);

        String expected = """
                {
                  "writtenBy" : "hypercolumn 0.1.0",
                  "format" : 4,
                  "recording" : "data",
                  "site" : "lab",
                  "data" : {
                    "sha256" : {
                      "images.npy" : "%s"
                    }
                  },
                  "models" : [ %s, %s ],
                  "neurons" : [ 0, 1, 2, 4 ],
                  "shares" : [ 0.25 ],
                  "seeds" : [ 1 ],
                  "plan" : {
                    "protocol" : "holdout",
                    "epochs" : 7,
                    "batch" : 50,
                    "frozen" : "published",
                    "responses" : "scaled",
                    "adam" : {
                      "learningRate" : 0.001,
                      "beta1" : 0.9,
                      "beta2" : 0.999,
                      "epsilon" : 1E-8
                    }
                  },
                  "sessions" : [ {
                    "started" : "2026-01-02T03:04:05Z",
                    "ended" : "running",
                    "version" : "0.1.0",
                    "java" : "Java 17",
                    "system" : "Linux",
                    "kernels" : "vector512",
                    "threads" : 2
                  } ]
                }
                """;
        String text = Files.readString(folder().description());
        int models = text.indexOf("\"models\"");
        int neurons = text.indexOf("\"neurons\"");
        String start = text.substring(0, models) + "\"models\" : [ %s, %s ],\n  ";
        assertThat((start + text.substring(neurons)).formatted("", ""))
                .isEqualTo(expected.formatted("ab".repeat(32), "", ""));
        assertThat(text.substring(models, neurons)).contains("\"rf-cnn\"").contains("\"ff-cnn\"");
    }

    @Test
    void keeps_the_path_of_the_recording_in_a_file_of_this_machine() throws IOException {
        description().write(folder(), SESSION);

        assertThat(Files.readString(folder().path().resolve("local.json")))
                .isEqualTo("{\"recording\":\"%s\"}\n".formatted(parent.resolve("data")));
        assertThat(Files.readString(folder().description())).doesNotContain(parent.toString());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "{", "[]", "{\"recording\":7}", "{\"recording\":\"\\u0000\"}"})
    void knows_the_name_of_the_recording_where_it_does_not_know_the_path(String note) throws IOException {
        description().write(folder(), SESSION);
        Files.writeString(folder().path().resolve("local.json"), note);

        assertThat(RunDescription.read(folder()).data().path()).isEqualTo(Path.of("data"));

        Files.delete(folder().path().resolve("local.json"));
        assertThat(RunDescription.read(folder()).data().path()).isEqualTo(Path.of("data"));
    }

    @Test
    void refuses_a_description_that_has_changed_and_says_where_a_copy_is() throws IOException {
        description().write(folder(), SESSION);
        folder().seal().close();
        Path file = folder().description();
        String text = Files.readString(file);
        Files.writeString(file, text.replace("vector512", "vector256"));
        String copy = "cp '%s' '%s'".formatted(folder().path().resolve(".run.json"), file);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RunDescription.read(folder()))
                .withMessage(
                        "run.json: is damaged: its SHA-256 is not the one in SHA256SUMS; restore it from its copy: "
                                + copy);

        Files.copy(folder().path().resolve(".run.json"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(RunDescription.read(folder()).plan()).isEqualTo(description().plan());
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        description().write(folder(), SESSION);

        RunDescription read = RunDescription.read(folder());

        assertThat(read.data().path()).isEqualTo(parent.resolve("data"));
        assertThat(read.data().site()).isEqualTo("lab");
        assertThat(read.models()).isEqualTo(MODELS);
        assertThat(read.neurons()).isEqualTo(NEURONS);
        assertThat(read.plan()).isEqualTo(PLAN);
    }

    @Test
    void the_same_run_goes_on() throws IOException {
        description().checkGoesOn(folder());
        description().write(folder(), SESSION);

        description().checkGoesOn(folder());
        RunDescription.read(folder()).checkGoesOn(folder());
    }

    @Test
    void keeps_every_session_and_replaces_its_own() throws IOException {
        Session second = new Session("2026-01-03T00:00:00Z", "running", "0.1.0", "Java 25", "Linux", "scalar", 7);
        description().write(folder(), SESSION);
        description().write(folder(), second);
        description().write(folder(), second.withEnded("2026-01-03T01:00:00Z"));

        JsonNode sessions =
                new JsonMapper().readTree(folder().description().toFile()).path("sessions");

        List<String> ends = new ArrayList<>();
        sessions.forEach(session -> ends.add(
                session.path("kernels").asText() + " " + session.path("ended").asText()));
        assertThat(ends).containsExactly("vector512 running", "scalar 2026-01-03T01:00:00Z");
    }

    @Test
    void another_place_of_the_data_is_the_same_run() throws IOException {
        description().write(folder(), SESSION);
        var moved = RunDescription.of(
                RunData.of(parent.resolve("moved"), recording("ab".repeat(32)), ReadOptions.found()),
                MODELS,
                NEURONS,
                PLAN);

        moved.checkGoesOn(folder());
        moved.write(folder(), SESSION);

        assertThat(RunDescription.read(folder()).data().path()).isEqualTo(parent.resolve("moved"));
    }

    @Test
    void refuses_another_plan_and_says_what_differs() throws IOException {
        assertRefused(
                description(
                        "ab".repeat(32), MODELS, NEURONS, PLAN.withEpochs(12).withSeed(3)),
                "has 7 epochs and you asked for 12, has seeds 1 and you asked for 3;"
                        + " use --epochs 7 --seeds 1,3 or another --out");
        assertRefused(
                description("ab".repeat(32), MODELS, NEURONS, PLAN.withProtocol(Protocol.PAPER)),
                "has protocol holdout and you asked for paper; use --protocol holdout or another --out");
        assertRefused(
                description("ab".repeat(32), MODELS, NEURONS, PLAN.withFrozen(TrainingPlan.FrozenParts.EVALUATION)),
                "has frozen published and you asked for evaluation; use --frozen published or another --out");
        assertRefused(
                description("ab".repeat(32), MODELS, NEURONS, PLAN.withShare(1)),
                "has shares 0.25 and you asked for 1; use --shares 0.25,1 or another --out");
        assertRefused(
                description("ab".repeat(32), MODELS, NEURONS, PLAN.withResponses(ResponseScaling.PUBLISHED)),
                "has responses scaled and you asked for published; use --responses scaled or another --out");
        TrainingPlan slower = PLAN.withAdam(PLAN.adam().withLearningRate(1e-4));
        assertRefused(
                description("ab".repeat(32), MODELS, NEURONS, slower),
                "has learning-rate 0.001 and you asked for 0.0001; use --learning-rate 0.001 or another --out");
    }

    @Test
    void refuses_other_models_and_neurons() throws IOException {
        assertRefused(
                description("ab".repeat(32), List.of(Presets.of("ff-cnn")), NEURONS, PLAN),
                "has models rf-cnn,ff-cnn and you asked for ff-cnn; use --models rf-cnn,ff-cnn or another --out");
        assertRefused(
                description("ab".repeat(32), MODELS, List.of(0, 3, 4, 5, 7), PLAN),
                "has neurons 0-2,4 and you asked for 0,3-5,7; use --neurons 0-5,7 or another --out");
    }

    @Test
    void refuses_a_model_of_the_same_name_that_is_another() throws IOException {
        Architecture other = Presets.of("rf-cnn").withDropout(0.5);

        assertRefused(
                description("ab".repeat(32), List.of(other, Presets.of("ff-cnn")), NEURONS, PLAN),
                "has another network of the id rf-cnn; use another --out");
    }

    @Test
    void refuses_other_data() throws IOException {
        assertRefused(
                description("cd".repeat(32), MODELS, NEURONS, PLAN),
                "was fitted to another recording (images.npy differs); use another --out");
    }

    @Test
    void refuses_files_too_many_and_missing() throws IOException {
        var another = new Recording(
                "lab",
                SmallRecordings.tier(11, 1),
                Optional.empty(),
                Optional.empty(),
                Map.of("train_img_lab.npy", ""));

        assertRefused(
                RunDescription.of(RunData.of(parent, another, ReadOptions.found()), MODELS, NEURONS, PLAN),
                "was fitted to another recording (images.npy is only there, train_img_lab.npy is missing there);"
                        + " use another --out");
    }

    @Test
    void knows_the_recording_that_it_was_made_from() throws IOException {
        description().checkMadeFrom(recording("ab".repeat(32)), folder());

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> description().checkMadeFrom(recording("cd".repeat(32)), folder()))
                .withMessage("run: was fitted to another recording: images.npy differs;"
                        + " give the original one with --data");
    }

    @Test
    void refuses_results_without_a_description() throws IOException {
        for (String name : List.of("models", "scores.csv", "predictions", "checkpoints", "log.jsonl")) {
            Path left = parent.resolve("run").resolve(name);
            Files.createDirectories(left);
            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> description().checkGoesOn(folder()))
                    .withMessage("run: has %s but no run.json; choose another --out".formatted(name));
            Files.delete(left);
        }
    }

    @Test
    void leaves_other_things_in_the_folder_alone() throws IOException {
        write("{}");
        Files.move(folder().description(), parent.resolve("run/notes.json"));

        description().checkGoesOn(folder());
    }

    @Test
    void says_where_there_is_no_run() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RunDescription.read(folder()))
                .withMessage(
                        "run: expected a run folder, but it has no run.json; give one that study, fit or demo wrote");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"", "{", "{\"plan\":", "not json", "\u0000\u0000\u0000\u0001", "{} {}", "{\"a\":1,\"a\":2}"})
    void refuses_a_damaged_description(String text) throws IOException {
        write(text);

        for (boolean read : new boolean[] {true, false}) {
            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> {
                        if (read) {
                            RunDescription.read(folder());
                        } else {
                            description().checkGoesOn(folder());
                        }
                    })
                    .withMessage(
                            "run.json: expected a JSON object, got a damaged file; restore it or begin another run");
        }
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "\"epochs\" : 7 # \"epochs\" : 0 # plan: epochs must be 1 or more, got 0",
                "\"epochs\" : 7 # \"epoch\" : 7 # expected a whole number as plan.epochs, got none",
                "\"epochs\" : 7 # \"epochs\" : \"7\" # expected a whole number as plan.epochs, got \"7\"",
                "\"batch\" : 50 # \"batch\" : 5e1 # expected a whole number as plan.batch, got 50.0",
                "\"seeds\" : [ 1 ] # \"seeds\" : [ 1.5 ] # expected whole numbers as seeds, got 1.5",
                "\"shares\" : [ 0.25 ] # \"shares\" : [ \"all\" ] # expected numbers as shares, got \"all\"",
                "\"shares\" : [ 0.25 ] # \"shares\" : [ 2 ] # plan: share must be above 0 and at most 1, got 2.0",
                "\"shares\" : [ 0.25 ] # \"parts\" : [ 0.25 ] # expected a list of one or more as shares, got none",
                "\"published\" # \"never\" # frozen parts: expected published or evaluation, got 'never'",
                "\"format\" : 4 # \"format\" : 2 # expected format 4, got 2;"
                        + " it is of another version of the program, begin another run",
                "\"holdout\" # \"holdup\" # protocol: expected holdout or paper, got 'holdup'",
                "\"beta1\" : 0.9 # \"beta1\" : true # expected a number as plan.adam.beta1, got true",
                "[ 0, 1, 2, 4 ] # [ 0, -1 ] # expected numbers from 0 on as neurons, got -1",
                "[ 0, 1, 2, 4 ] # [ ] # expected a list of one or more as neurons, got []",
                "[ 0, 1, 2, 4 ] # 4 # expected a list of one or more as neurons, got 4",
                "\"site\" : \"lab\" # \"site\" : 7 # expected a text as site, got 7",
                "\"rf-cnn\" # \"../rf-cnn\" # architecture: expected an id of letters, digits, '.', '_' and '-',"
                        + " got '../rf-cnn'",
            })
    void refuses_a_description_that_makes_no_sense(String good, String bad, String message) throws IOException {
        description().write(folder(), SESSION);
        String text = Files.readString(folder().description());
        assertThat(text).contains(good);
        write(text.replace(good, bad));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RunDescription.read(folder()))
                .withMessageStartingWith("run.json: " + message);
    }
}
