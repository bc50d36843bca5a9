package org.hypercolumn.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.doctor.Finding.Kind;
import org.junit.jupiter.api.Test;

/** Holds docs/doctor.md to what there is to be found. */
class DoctorPageTest {

    private static final Map<Severity, String> HEADINGS =
            Map.of(Severity.REFUSED, "## A fit is refused", Severity.WARNING, "## Warnings", Severity.NOTE, "## Notes");

    @Test
    void explains_every_finding_under_its_severity_in_order() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            expected.add(HEADINGS.get(severity));
            Stream.of(Kind.values())
                    .filter(kind -> kind.severity() == severity)
                    .forEach(kind -> expected.add("### " + kind.id()));
        }
        expected.add("## Time and memory");

        assertThat(Files.readAllLines(Path.of("docs/doctor.md")).stream().filter(line -> line.startsWith("##")))
                .containsExactlyElementsOf(expected);
    }
}
