package io.wealthcrm.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a service keeps its data, with the PostgreSQL it runs there. */
record DataDirectory(Path path) {
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postmaster().get(3).strip() + "/wealth";
    }

    /** Before the first start. */
    boolean isEmpty() {
        return !Files.exists(path.resolve("postgres"));
    }

    /** As the owner of the tables. */
    Connection connect() throws SQLException {
        return connect("wealth", "keys/postgres-wealth");
    }

    /** As the role behind the wall. */
    Connection connectWalled() throws SQLException {
        return connect("wealth_app", "keys/postgres-wealth-app");
    }

    private Connection connect(String role, String passwordFile) throws SQLException {
        try {
            return Connections.of(
                    new Connections.Account(path, jdbcUrl(), role, Files.readString(path.resolve(passwordFile))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle server() {
        return ProcessHandle.of(Long.parseLong(postmaster().get(0).strip())).orElseThrow();
    }

    void delete() throws IOException {
        Connections.close(path);
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<String> postmaster() {
        try {
            return Files.readAllLines(path.resolve("postgres/postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
