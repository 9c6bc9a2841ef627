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
        ProcessBuilder making = new ProcessBuilder(
                        "sh",
                        Path.of("docker", "class-archive.sh").toAbsolutePath().toString(),
                        Path.of(System.getProperty("service.jar", "target/quarkus-app/quarkus-run.jar"))
                                .toAbsolutePath()
                                .toString(),
                        FILE.toString())
                .inheritIO();
        making.environment()
                .put(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        int ended = making.start().waitFor();
        if (ended != 0) {
            throw new IllegalStateException("no archive of classes, " + ended);
        }
        return "-XX:SharedArchiveFile=" + FILE + " -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
                + " -XX:G1PeriodicGCInterval=30000 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30";
    }
}
