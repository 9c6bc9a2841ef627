package io.wealthcrm.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A program of somebody else's that a measurement wants, looked for on {@code PATH}. */
enum Tool {
    PGBENCH("pgbench"),
    NGINX("nginx"),
    WRK("wrk");

    private final String program;

    Tool(String program) {
        this.program = program;
    }

    /** Administrators' directories are searched too, which other people's PATH lacks. */
    Optional<Path> path() {
        return Arrays.stream((System.getenv("PATH") + ":/usr/local/sbin:/usr/sbin").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** For a report. */
    String missing() {
        return "not measured: " + program + " not found";
    }
}
