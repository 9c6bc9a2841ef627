package io.wealthcrm.bench;

import io.wealthcrm.testing.FakeFcm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A fake FCM that takes every message, in a process of its own: its work is none of the one that measures. */
public final class FcmProcess implements AutoCloseable {
    private final Process process;
    private final String endpoint;

    private FcmProcess(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** @param latency how long each answer takes */
    public static FcmProcess start(Duration latency) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            FcmProcess.class.getName(),
                            String.valueOf(latency.toMillis()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // Left open: the process ends when this one does.
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new FcmProcess(process, said.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code wealth.push.fcm.endpoint}. */
    public String endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Says where it listens, and ends with its input. */
    public static void main(String[] arguments) throws IOException {
        try (FakeFcm fcm = FakeFcm.start()) {
            fcm.latency(Duration.ofMillis(Long.parseLong(arguments[0])));
            System.out.println(fcm.endpoint());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
