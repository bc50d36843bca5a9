package org.hypercolumn;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.ANONYMOUS_CLASSES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Holds the rooms of docs/architecture.md and the rules of CONTRIBUTING.md that class files can show. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {
    /** Fewer classes than this mean that the scan looked in the wrong place. */
    private static final int CLASSES_AT_LEAST = 30;

    private static final Set<String> OPENING =
            Set.of("newInputStream", "newBufferedReader", "readAllBytes", "readString", "readAllLines", "lines");

    private static final DescribedPredicate<JavaClass> INTERFACE_ENUM_OR_ANONYMOUS = INTERFACES
            .or(ANONYMOUS_CLASSES)
            .or(DescribedPredicate.describe("enums", type -> type.isEnum() || type.isAssignableTo(Enum.class)));

    /** A new room is a new line in each of the two lists. */
    @ArchTest
    static final ArchRule arrows_point_down = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("cli")
            .definedBy("org.hypercolumn.cli..")
            .layer("report")
            .definedBy("org.hypercolumn.report..")
            .layer("figure")
            .definedBy("org.hypercolumn.figure..")
            .layer("drawing")
            .definedBy("org.hypercolumn.drawing..")
            .layer("study")
            .definedBy("org.hypercolumn.study..")
            .layer("analysis")
            .definedBy("org.hypercolumn.analysis..")
            .layer("doctor")
            .definedBy("org.hypercolumn.doctor..")
            .layer("train")
            .definedBy("org.hypercolumn.train..")
            .layer("simulate")
            .definedBy("org.hypercolumn.simulate..")
            .layer("model")
            .definedBy("org.hypercolumn.model..")
            .layer("nn")
            .definedBy("org.hypercolumn.nn..")
            .layer("kernel")
            .definedBy("org.hypercolumn.kernel..")
            .layer("prepare")
            .definedBy("org.hypercolumn.prepare..")
            .layer("format")
            .definedBy("org.hypercolumn.format..")
            .layer("data")
            .definedBy("org.hypercolumn.data..")
            .layer("metrics")
            .definedBy("org.hypercolumn.metrics..")
            .layer("stimulus")
            .definedBy("org.hypercolumn.stimulus..")
            .ensureAllClassesAreContainedInArchitecture()
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyAccessLayers("figure", "study", "analysis", "train", "metrics", "data")
            .whereLayer("figure")
            .mayOnlyAccessLayers("drawing", "analysis", "metrics", "data")
            .whereLayer("drawing")
            .mayOnlyAccessLayers("data")
            .whereLayer("study")
            .mayOnlyAccessLayers("analysis", "train", "model", "nn", "kernel", "data", "stimulus", "metrics")
            .whereLayer("doctor")
            .mayOnlyAccessLayers("analysis", "train", "model", "kernel", "format", "data", "stimulus", "metrics")
            .whereLayer("train")
            .mayOnlyAccessLayers("model", "nn", "kernel", "format", "data", "stimulus", "metrics")
            .whereLayer("analysis")
            .mayOnlyAccessLayers("model", "nn", "kernel", "data", "stimulus", "metrics")
            .whereLayer("simulate")
            .mayOnlyAccessLayers("stimulus", "data", "kernel")
            .whereLayer("model")
            .mayOnlyAccessLayers("nn", "kernel", "data", "stimulus")
            .whereLayer("nn")
            .mayOnlyAccessLayers("kernel")
            .whereLayer("kernel")
            .mayNotAccessAnyLayer()
            .whereLayer("prepare")
            .mayOnlyAccessLayers("format", "data", "stimulus", "kernel")
            .whereLayer("format")
            .mayOnlyAccessLayers("data")
            .whereLayer("data")
            .mayNotAccessAnyLayer()
            .whereLayer("metrics")
            .mayNotAccessAnyLayer()
            .whereLayer("stimulus")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("org.hypercolumn.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_cli_prints =
            noClasses().that().resideOutsideOfPackage("org.hypercolumn.cli..").should(ACCESS_STANDARD_STREAMS);

    /** The processor's name is the system's own, not a user's file. */
    @ArchTest
    static final ArchRule only_data_file_opens_files_to_read = noClasses()
            .that()
            .haveNameNotMatching("org\\.hypercolumn\\.(data\\.DataFile|cli\\.Sessions)")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "a method of Files that opens a file to read",
                    call -> call.getTargetOwner().isEquivalentTo(Files.class)
                            && OPENING.contains(call.getTarget().getName())))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(FileInputStream.class, FileReader.class, RandomAccessFile.class, Scanner.class);

    @ArchTest
    static final ArchRule only_cli_exits_and_reads_the_clock = noClasses()
            .that()
            .resideOutsideOfPackage("org.hypercolumn.cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule only_vector_kernels_need_the_incubator_module = noClasses()
            .that()
            .haveNameNotMatching("org\\.hypercolumn\\.kernel\\.Vector.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..")
            .because(
                    "the program must start where the module is missing, and the build checks all other files without it");

    @ArchTest
    static final ArchRule names_say_what_a_class_is = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Impl|Manager|Helpers?)(\\$.*)?")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .orShould()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..");

    @ArchTest
    static final ArchRule a_type_is_abstract_or_final = classes()
            .that(are(DescribedPredicate.not(INTERFACE_ENUM_OR_ANONYMOUS)))
            .should()
            .haveModifier(JavaModifier.FINAL)
            .orShould()
            .haveModifier(JavaModifier.ABSTRACT);

    @ArchTest
    static final ArchRule no_static_state_changes =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule errors_have_a_type_of_their_own = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static void every_package_is_null_marked(JavaClasses classes) {
        List<String> unmarked = classes.getPackage("org.hypercolumn").getSubpackagesInTree().stream()
                .filter(room -> !room.getClasses().isEmpty())
                .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @ArchTest
    static void the_scan_finds_the_classes(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(CLASSES_AT_LEAST);
    }

    /** Unlike ArchUnit's own option, it knows the tests in every build folder. */
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }
}
