package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs after the service tests, over everything the services under test have logged. */
class ServiceLogTest {
    private static final Pattern ERROR = Pattern.compile("^\\S+ \\S+ ERROR |\"level\":\"ERROR\"");

    /** Not inside a longer number or a hexadecimal id. */
    private static final Pattern PHONE = Pattern.compile("(?<![0-9a-fA-F])1[3-9]\\d{9}(?![0-9a-fA-F])");

    private static final Pattern UNKNOWN_SETTING = Pattern.compile("Unrecognized configuration key");

    /** How much of a stack trace says where an error comes from. */
    private static final int TRACE = 2;

    /**
     * A transaction that was just starting or ending when a test killed the database, and a defect of the driver's pool: its
     * time-out of a connection fires although the attempt was refused before.
     */
    private static final Pattern PROVOKED = Pattern.compile(
            "^service-(crash|start|(nodes|faults)-\\d)\\.log: .* ERROR (\\[org\\.hib\\.rea\\.poo\\.imp\\.SqlClientConnection\\]"
                    + "|\\[io\\.qua\\.ver\\.cor\\.run\\.VertxCoreRecorder\\].*Result is already complete"
                    + "\\s+at io\\.vertx\\.core\\.Promise\\.fail.*\\s+at io\\.vertx\\.sqlclient\\.impl\\.pool\\.SqlConnectionPool\\.)");

    @Test
    void nothingBlocksTheEventLoop() throws IOException {
        assertThat(lines(line -> line.contains("has been blocked for"))).isEmpty();
    }

    @Test
    void noErrorIsLogged() throws IOException {
        assertThat(lines(line -> ERROR.matcher(line).find()))
                .allMatch(line -> PROVOKED.matcher(line).find());
    }

    @Test
    void noPhoneNumberIsLogged() throws IOException {
        assertThat(lines(line -> PHONE.matcher(line).find())).isEmpty();
    }

    @Test
    void everySettingIsKnown() throws IOException {
        assertThat(lines(line -> UNKNOWN_SETTING.matcher(line).find())).isEmpty();
    }

    private static List<String> lines(Predicate<String> wanted) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path log : logs()) {
            List<String> all = Files.readAllLines(log);
            for (int i = 0; i < all.size(); i++) {
                if (wanted.test(all.get(i))) {
                    List<String> withTrace = all.subList(i, Math.min(i + 1 + TRACE, all.size()));
                    found.add(log.getFileName() + ": " + String.join("\n", withTrace));
                }
            }
        }
        return found;
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> logs = files.filter(file -> file.getFileName().toString().matches("service-.*\\.log"))
                    .toList();
            assertThat(logs).as("logs of the service tests").isNotEmpty();
            return logs;
        }
    }
}
