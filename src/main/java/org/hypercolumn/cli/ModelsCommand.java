package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hypercolumn.model.Appendix;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.ArchitectureFile;
import org.hypercolumn.model.Presets;
import org.hypercolumn.train.Curriculum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hypercolumn models}. */
@Command(
        name = "models",
        description = {
            "Lists the models that are known, or prints one as a file.",
            "The file is YAML. Change it, give it another id, and give it to fit or study in",
            "place of an id: --model my.yaml."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  hypercolumn models", "  hypercolumn models ff-sa-cnn > my.yaml"})
final class ModelsCommand implements Callable<Integer> {

    private static final int IMAGE_SIDE = 50;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Model to print, or a YAML file to check.")
    private Optional<String> model = Optional.empty();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    ModelsCommand() {}

    @Override
    public Integer call() throws Exception {
        if (model.isEmpty()) {
            list();
        } else if (Appendix.ids().contains(model.get())) {
            System.out.print(Appendix.text(model.get()));
        } else {
            Architecture architecture = ModelNames.one(model.get());
            Curriculum.of(List.of(architecture)); // what it starts from is there and fits
            System.out.print(ArchitectureFile.text(architecture));
        }
        return 0;
    }

    private static void list() {
        List<String> ids = new ArrayList<>(Presets.ids());
        ids.addAll(Appendix.ids());
        String format = "%-24s  %10s  %8s  %s%n";
        System.out.printf(Locale.ROOT, format, "id", "parameters", "image", "starts from");
        for (String id : ids) {
            Architecture architecture = Presets.of(id);
            int side = architecture.smallestSide();
            System.out.printf(
                    Locale.ROOT,
                    format,
                    id,
                    String.format(Locale.ROOT, "%,d", architecture.parameters(IMAGE_SIDE, IMAGE_SIDE)),
                    side + " x " + side,
                    architecture.parents().isEmpty() ? "-" : String.join(", ", architecture.parents()));
        }
        System.out.printf("parameters for images of %d x %d; image: the smallest that fits%n", IMAGE_SIDE, IMAGE_SIDE);
    }
}
