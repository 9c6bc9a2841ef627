package io.wealthcrm.bench;

import io.wealthcrm.shared.PrivateFiles;
import io.wealthcrm.testing.DatabaseAccess;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL of somebody's, {@code -Dbench.database}, on which the data of the benchmarks stay. Who signs in is told by the
 * variables of the service itself, so that no password stands on a command line.
 */
final class GivenDatabase {
    private GivenDatabase() {}

    /** Empty for an embedded one. @throws IllegalStateException where a variable is missing */
    static Optional<DatabaseAccess> access() {
        return Optional.ofNullable(System.getProperty("bench.database"))
                .map(url -> new DatabaseAccess(
                        url.replaceFirst("^jdbc:", ""),
                        new DatabaseAccess.Account(
                                variable("QUARKUS_DATASOURCE_USERNAME"), variable("QUARKUS_DATASOURCE_PASSWORD")),
                        new DatabaseAccess.Account(
                                variable("WEALTH_WALL_USERNAME"), variable("WEALTH_WALL_PASSWORD"))));
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("bench.database needs " + name + ", as the service does");
        }
        return value;
    }

    /** Copies the keys by which a service reads what was laid; answers the data directory they are in, one for each database. */
    static Path keepKeys(Service service, DatabaseAccess database) {
        String place = database.url().replaceFirst("^postgresql://", "").replaceAll("[^A-Za-z0-9.]+", "-");
        Path kept = Path.of("target", "bench", "data-" + place);
        Path keys = PrivateFiles.directory(kept.resolve("keys"));
        try (Stream<Path> made = Files.list(service.dataDir().resolve("keys"))) {
            for (Path key : (Iterable<Path>) made::iterator) {
                Files.copy(
                        key,
                        keys.resolve(key.getFileName()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
