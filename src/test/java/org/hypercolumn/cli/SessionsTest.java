package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.train.Session;
import org.junit.jupiter.api.Test;

class SessionsTest {

    @Test
    void say_when_and_on_what_they_began() {
        Instant before = Instant.now();

        Session session = Sessions.begin(new ScalarKernels(), 3);

        assertThat(Instant.parse(session.started())).isBetween(before, Instant.now());
        assertThat(session.ended()).isEqualTo("running");
        assertThat(session.java()).contains(Runtime.version().toString());
        assertThat(session.system())
                .startsWith(System.getProperty("os.name") + " ")
                .matches(".*, %d x \\S.*".formatted(Runtime.getRuntime().availableProcessors()));
        assertThat(session.kernels()).isEqualTo(new ScalarKernels().name());
        assertThat(session.threads()).isEqualTo(3);
    }
}
