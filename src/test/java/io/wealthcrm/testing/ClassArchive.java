package io.wealthcrm.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of a start as one file Java maps instead of loading them, which is a quarter of a start's work. The template's process
 * writes it at its end, beside the first tests; whoever starts sooner starts without.
 */
final class ClassArchive {
    private static final Path RUNNER = Path.of(System.getProperty("service.jar", "target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath();
    private static final Path ARCHIVE = Path.of("target", "service-classes.jsa").toAbsolutePath();
    private static final Path UNFINISHED = ARCHIVE.resolveSibling("service-classes.unfinished.jsa");

    private ClassArchive() {}

    /** As the package is meant to be started. */
    static List<String> runner() {
        return List.of("-jar", RUNNER.toString());
    }

    /** With the archive where it has been made of this very package. */
    static List<String> reading() {
        return isCurrent() ? runner("-XX:SharedArchiveFile=" + ARCHIVE) : runner();
    }

    /** Writes the archive when the process ends, which takes it some ten seconds more. */
    static List<String> writing() {
        return runner("-XX:ArchiveClassesAtExit=" + UNFINISHED);
    }

    /** After the end of the process that was {@link #writing}; without a file all go on starting without. */
    static void finish() {
        if (Files.exists(UNFINISHED)) {
            try {
                Files.move(UNFINISHED, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isCurrent() {
        try {
            return Files.exists(ARCHIVE)
                    && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(RUNNER)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> runner(String archive) {
        return List.of(archive, "-jar", RUNNER.toString());
    }
}
