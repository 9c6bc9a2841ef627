package io.wealthcrm.shared.files;

import io.quarkus.runtime.StartupEvent;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.PrivateFiles;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Files being made, in {@code <wealth.data-dir>/files/tmp}: the store's own disk, so that storing is a rename. Private. */
@ApplicationScoped
class TempFiles {
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final Path directory;

    TempFiles(WealthConfig wealth) {
        Path files = PrivateFiles.directory(wealth.dataDir().toAbsolutePath().resolve("files"));
        directory = PrivateFiles.directory(files.resolve("tmp"));
    }

    /** Removes what killed processes left behind; another node's young files stay. */
    void sweep(@Observes StartupEvent start) throws IOException {
        Instant limit = Instant.now().minus(LEFT_BEHIND);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** A path that does not exist yet. */
    Path next() {
        return directory.resolve(Ids.next().toString());
    }
}
