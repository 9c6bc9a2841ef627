package io.wealthcrm;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The server process below one data directory: stopped in order, found again after the service was killed. */
final class PostgresProcess {
    private static final long LOG_LIMIT_BYTES = 10L << 20;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private final Path binaries;
    private final Path cluster;
    private final Path log;

    /**
     * The server of one cluster, running or not.
     *
     * @param binaries where the server's program is unpacked
     * @param cluster its PGDATA
     * @param log where its programs write
     */
    PostgresProcess(Path binaries, Path cluster, Path log) {
        this.binaries = binaries;
        this.cluster = cluster;
        this.log = log;
    }

    /**
     * Makes the cluster free to be started, whatever the last service left: a server still running is stopped in order, one
     * that is going down is awaited, a stale pid file whose number went to a stranger is removed.
     *
     * @return true when the last service had not stopped its server
     */
    boolean recover() throws IOException, InterruptedException {
        Optional<Long> recorded = recordedPid();
        if (recorded.isPresent() && ours().anyMatch(process -> process.pid() == recorded.get())) {
            stop();
        }
        awaitExit();
        if (recorded.isPresent() && Files.exists(pidFile())) {
            removeIfStrangers(recorded.get());
        }
        return recorded.isPresent();
    }

    /** A fast shutdown: sessions are ended, everything is written, at most a minute. */
    void stop() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL's programs refuse to run as root; in a user namespace of their own they are not.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(pgCtl().toString(), "-D", cluster.toString(), "stop", "-m", "fast", "-w"));
        command.addAll(List.of("-t", String.valueOf(STOP_TIMEOUT.toSeconds())));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Process stopping = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        int code = stopping.waitFor();
        if (code != 0 && ours().findAny().isPresent()) {
            throw new IOException("pg_ctl stop ended with " + code + "; see " + log);
        }
    }

    /** The log to write to; a long one is put aside first. */
    static Path rotated(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    /** @throws StartRefused where PostgreSQL could not be started as anybody but root */
    static void refuseBareRoot() {
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new StartRefused(
                    "PostgreSQL does not run as root, and this machine allows no user namespace (unshare). "
                            + "Start the service as another user, or configure a database by QUARKUS_DATASOURCE_*.");
        }
    }

    private void awaitExit() throws InterruptedException {
        CompletableFuture<?>[] exits = ours().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(exits).get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StartRefused(
                    "A PostgreSQL process of " + cluster + " does not stop: "
                            + ours().map(ProcessHandle::pid).toList(),
                    e);
        }
    }

    private void removeIfStrangers(long pid) throws IOException {
        Optional<ProcessHandle> holder = ProcessHandle.of(pid);
        if (holder.isEmpty()) {
            // The server itself recovers from a stale file, after checking its shared memory.
            return;
        }
        if (holder.get().info().command().isEmpty()) {
            throw new StartRefused("Cannot tell whether process " + pid + " is the PostgreSQL of " + cluster
                    + ". If it is not, remove " + pidFile() + " and start again.");
        }
        Files.delete(pidFile());
    }

    private Stream<ProcessHandle> ours() {
        String below = binaries + "/";
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(below));
    }

    private Optional<Long> recordedPid() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile()).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d+"))
                .map(Long::valueOf);
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    private Path pgCtl() throws IOException {
        try (Stream<Path> versions = Files.list(binaries)) {
            return versions.map(version -> version.resolve("bin/pg_ctl"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no pg_ctl below " + binaries));
        }
    }
}
