package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The committed contract is what the build generates. After a wanted change: {@code mvn -DskipTests package} and
 * {@code cp target/openapi/openapi.yaml openapi/openapi.yaml}.
 */
class OpenApiDriftTest {
    @Test
    void theCommittedContractIsTheGeneratedOne() throws IOException {
        Path generated = Path.of(System.getProperty("openapi.generated"));
        List<String> committed = Files.readAllLines(Path.of("openapi/openapi.yaml"));
        List<String> built = Files.readAllLines(generated);
        int same = 0;
        while (same < Math.min(committed.size(), built.size())
                && committed.get(same).equals(built.get(same))) {
            same++;
        }
        // The whole documents would drown the first difference.
        assertThat(context(committed, same)).isEqualTo(context(built, same));
    }

    private static List<String> context(List<String> lines, int at) {
        return lines.subList(Math.max(0, Math.min(lines.size(), at) - 3), Math.min(lines.size(), at + 3));
    }
}
