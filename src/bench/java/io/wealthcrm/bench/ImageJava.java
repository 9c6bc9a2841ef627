package io.wealthcrm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Java as the image of the service starts it: with an archive of parsed classes, made here as the image is built with it. */
final class ImageJava {
    private static final Path FILE = Path.of("target", "bench", "app-cds.jsa").toAbsolutePath();

    private ImageJava() {}

    /** What the image gives to Java, with an archive of this build's classes. */
    static String options() throws IOException, InterruptedException {
        Files.createDirectories(FILE.getParent());
        Files.deleteIfExists(FILE);
        Process loading = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.appcds.generate=true",
                        "-XX:ArchiveClassesAtExit=" + FILE,
                        "-jar",
                        System.getProperty("service.jar", "target/quarkus-app/quarkus-run.jar"))
                .redirectErrorStream(true)
                .redirectOutput(FILE.resolveSibling("app-cds.log").toFile())
                .start();
        // It complains of the missing database once the classes are loaded.
        int complaint = loading.waitFor();
        if (!Files.exists(FILE)) {
            throw new IllegalStateException("no archive of classes, " + complaint + ": see app-cds.log beside it");
        }
        return "-XX:SharedArchiveFile=" + FILE + " -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError";
    }
}
