package io.wealthcrm.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of a start as one file Java maps instead of loading them, which is a quarter of a start's work. Java archives
 * what its own class loader has loaded, hence a service on the archive starts from a flat class path in place of Quarkus's
 * runner: the same classes, found in the same order. The template's process writes it at its end, beside the first tests;
 * whoever starts sooner starts by the runner.
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
        return isCurrent() ? flat("-XX:SharedArchiveFile=" + ARCHIVE) : runner();
    }

    /** Writes the archive when the process ends, which takes it some ten seconds more. */
    static List<String> writing() {
        return flat("-XX:ArchiveClassesAtExit=" + UNFINISHED);
    }

    /** After the end of the process that was {@link #writing}; without a file all go on starting by the runner. */
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

    private static List<String> flat(String archive) {
        return List.of(
                archive,
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                classPath(),
                "io.wealthcrm.Main");
    }

    /** What Quarkus has transformed hides the libraries' own. */
    private static String classPath() {
        Path app = RUNNER.getParent();
        return Stream.concat(
                        Stream.of("quarkus/transformed-bytecode.jar", "quarkus/generated-bytecode.jar")
                                .map(app::resolve),
                        Stream.of("app", "lib/boot", "lib/main")
                                .map(app::resolve)
                                .flatMap(ClassArchive::jars))
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static Stream<Path> jars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
