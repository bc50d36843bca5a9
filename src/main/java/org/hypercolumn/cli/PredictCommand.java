package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Predictor;
import org.hypercolumn.stimulus.Normalization;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hypercolumn predict}. */
@Command(
        name = "predict",
        description = {"Predicts the responses to images.", "Writes npy: [S] of one model, [S, N] of several."},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn predict RUN/models/ff-cnn/*.safetensors --images x.npy --out p.npy",
            "  hypercolumn predict a.safetensors --model rf-cnn --images x.npy --out p.npy",
            "",
            "A file that hypercolumn wrote says its architecture and how it sees pixels.",
            "One from Python needs --model; for it pixels are standardised with the mean and",
            "standard deviation of these images, or taken as they are with --raw.",
            "",
            "Pixels must be on the scale of the images that the model was fitted to; where",
            "their mean or standard deviation is far from those, a line says so."
        })
final class PredictCommand implements Callable<Integer> {

    private static final int MOST_NAMED = 8;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "Model files, safetensors.")
    private List<Path> files;

    @Option(
            names = "--images",
            required = true,
            paramLabel = "FILE",
            description = "Images, npy: [S,H,W], [S,H,W,1] or [S,1,H,W].")
    private Path images;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Predictions, npy; written.")
    private Path out;

    @Option(
            names = "--attention",
            paramLabel = "FILE",
            description = "Attention weights, npy [S, query, key]; of one model; written.")
    private Optional<Path> attention = Optional.empty();

    @Option(names = "--model", paramLabel = "ID", description = "Architecture of files that do not say it.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--raw", description = "Take pixels as they are.")
    private boolean raw;

    @Option(names = "--overwrite", description = "Replace files that exist already.")
    private boolean overwrite;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    PredictCommand() {}

    @Override
    public Integer call() throws Exception {
        Optional<Architecture> assumed =
                model.isPresent() ? Optional.of(ModelNames.one(model.get())) : Optional.empty();
        if (attention.isPresent() && files.size() > 1) {
            throw new ParameterException(
                    command.commandLine(), "--attention is of one model, got " + files.size() + " model files");
        }
        refuseToOverwrite();
        Stimuli stimuli = Stimuli.read(images);
        List<FittedModel> models = new ArrayList<>();
        for (Path file : files) {
            FittedModel read = FittedModel.read(file, assumed, stimuli.height(), stimuli.width());
            if (assumed.isPresent() && !assumed.get().equals(read.architecture())) {
                throw new BadDataFileException(
                        file,
                        "says that it is a %s, not a %s; leave out --model"
                                .formatted(
                                        read.architecture().id(), assumed.get().id()));
            }
            if (read.imageHeight() != stimuli.height() || read.imageWidth() != stimuli.width()) {
                throw new BadDataFileException(
                        images,
                        "expected images of %d x %d pixels, as %s was fitted to, got %d x %d"
                                .formatted(
                                        read.imageHeight(),
                                        read.imageWidth(),
                                        file.getFileName(),
                                        stimuli.height(),
                                        stimuli.width()));
            }
            if (read.roundedValues() > 0) {
                System.err.printf(
                        Locale.ROOT,
                        "%s: %,d weights are doubles, rounded to single precision%n",
                        file.getFileName(),
                        read.roundedValues());
            }
            models.add(read);
        }
        remarks(models, stimuli).forEach(System.err::println);
        if (attention.isPresent()) {
            writeAttention(models.get(0), stimuli, attention.get());
        }
        float[] predictions = new float[Math.multiplyExact(stimuli.count(), models.size())];
        for (int n = 0; n < models.size(); n++) {
            float[] column = predict(models.get(n), stimuli);
            for (int s = 0; s < column.length; s++) {
                predictions[s * models.size() + n] = column[s];
            }
        }
        NpyArray written = models.size() == 1
                ? NpyArray.ofFloats(predictions, stimuli.count())
                : NpyArray.ofFloats(predictions, stimuli.count(), models.size());
        NpyFile.write(out, written);
        System.out.printf("%s: %s, predictions of %s%n", out, written, names(models));
        return 0;
    }

    /** What is odd about the images' gray levels, once for all models that were fitted to the same images. */
    private List<String> remarks(List<FittedModel> models, Stimuli stimuli) {
        ImageScale scale = ImageScale.of(stimuli);
        return models.stream()
                .flatMap(fitted -> fitted.normalization().stream())
                .filter(training -> !training.equals(Normalization.none()))
                .distinct()
                .flatMap(training -> (raw ? scale.remarkOnRaw() : scale.remark(training)).stream())
                .distinct()
                .map(remark -> images.getFileName() + ": " + remark)
                .toList();
    }

    /** Which model and which neuron each column is of; the file's name where it does not say. */
    private String names(List<FittedModel> models) {
        List<String> names = new ArrayList<>();
        String last = "";
        for (int n = 0; n < models.size(); n++) {
            String model = models.get(n).architecture().id();
            String neuron = models.get(n).notes().get("hypercolumn.neuron");
            String name = neuron == null ? String.valueOf(files.get(n).getFileName()) : "neuron " + neuron;
            names.add(model.equals(last) ? name : model + ' ' + name);
            last = model;
        }
        int more = names.size() - MOST_NAMED;
        return more <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and %d more".formatted(more);
    }

    private void refuseToOverwrite() throws IOException {
        refuseToOverwrite(out, "--out");
        if (attention.isPresent()) {
            Path second = attention.get();
            if (second.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
                throw new BadDataFileException(out, "is both --out and --attention; choose another --attention");
            }
            refuseToOverwrite(second, "--attention");
        }
    }

    private void refuseToOverwrite(Path written, String option) throws IOException {
        List<Path> read = new ArrayList<>(files);
        read.add(images);
        for (Path file : read) {
            if (Files.exists(file) && Files.exists(written) && Files.isSameFile(file, written)) {
                throw new BadDataFileException(written, "is to be read and written; choose another " + option);
            }
        }
        if (Files.isRegularFile(written) && !overwrite) {
            throw new BadDataFileException(
                    written, "exists already (%s); choose another %s or add --overwrite".formatted(written, option));
        }
    }

    private float[] predict(FittedModel fitted, Stimuli stimuli) throws BadDataFileException {
        return predictor(fitted).predict(stimuli, normalization(fitted, stimuli));
    }

    private void writeAttention(FittedModel fitted, Stimuli stimuli, Path file) throws IOException {
        Predictor predictor = predictor(fitted);
        float[] weights;
        try {
            weights = predictor.attention(stimuli, normalization(fitted, stimuli));
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(files.get(0), "cannot write its attention: " + e.getMessage(), e);
        }
        int positions = predictor.network().attentions().get(0).outputShape().positions();
        NpyFile.write(file, NpyArray.ofFloats(weights, stimuli.count(), positions, positions));
    }

    private static Predictor predictor(FittedModel fitted) {
        var predictor = new Predictor(fitted.architecture(), Kernels.best(), fitted.imageHeight(), fitted.imageWidth());
        fitted.loadInto(predictor.network());
        return predictor;
    }

    private Normalization normalization(FittedModel fitted, Stimuli stimuli) throws BadDataFileException {
        if (raw || fitted.normalization().isPresent()) {
            return raw ? Normalization.none() : fitted.normalization().get();
        }
        try {
            return new Normalization(stimuli.mean(), stimuli.standardDeviation());
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(
                    images,
                    "expected images that can be standardised, got one gray level; give more images or --raw",
                    e);
        }
    }
}
