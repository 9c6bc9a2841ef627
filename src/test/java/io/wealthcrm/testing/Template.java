package io.wealthcrm.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The data directory of a service that ran once and was stopped: on a copy of it a service starts in half the work, for
 * its PostgreSQL is unpacked, made and migrated. It is kept between runs for as long as no migration changes.
 */
final class Template {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path BINARIES = Path.of("run", "postgresql");

    private Template() {}

    /** Lays a copy into the directory, which is empty. */
    static void copyTo(Path dataDir) {
        try {
            copy(made(), dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path made() throws IOException {
        Path template = TARGET.resolve("service-template-" + Long.toHexString(migrations()));
        if (!Files.exists(template)) {
            try (Service first = Service.named("template").fromNothing().withoutDemo()) {
                int unused = first.start().stop();
                Files.delete(first.dataDir().resolve("run/postgresql.log"));
                Files.move(first.dataDir(), template);
            }
        }
        return template;
    }

    /** Of all that is laid into a database. */
    private static long migrations() throws IOException {
        CRC32 sum = new CRC32();
        try (Stream<Path> files = Files.walk(TARGET.resolve("classes/db"))) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : sorted) {
                sum.update(file.getFileName().toString().getBytes(UTF_8));
                sum.update(Files.readAllBytes(file));
            }
        }
        return sum.getValue();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                Path path = from.relativize(one);
                if (path.startsWith(BINARIES) && Files.isRegularFile(one)) {
                    // Nobody writes to programs.
                    Files.createLink(to.resolve(path), one);
                } else {
                    Files.copy(
                            one,
                            to.resolve(path),
                            StandardCopyOption.COPY_ATTRIBUTES,
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
