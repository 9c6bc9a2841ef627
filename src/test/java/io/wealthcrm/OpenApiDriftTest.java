package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The committed contract is what the build generates. After a wanted change: {@code mvn -DskipTests package} and
 * {@code cp target/openapi/openapi.yaml openapi/openapi.yaml}.
 */
class OpenApiDriftTest {
    @Test
    void theCommittedContractIsTheGeneratedOne() throws IOException {
        Path generated = Path.of(System.getProperty("openapi.generated"));
        assertThat(Files.readString(Path.of("openapi/openapi.yaml"))).isEqualTo(Files.readString(generated));
    }
}
