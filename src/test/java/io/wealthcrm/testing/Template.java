package io.wealthcrm.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The data directory of a service that ran once and was stopped: on a copy of it a service starts in half the work or less,
 * for its PostgreSQL is unpacked, made and migrated, with or without the demo firm. It is kept between runs for as long as
 * nothing changes that may have written there.
 */
enum Template {
    EMPTY,
    DEMO_FIRM;

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path BINARIES = Path.of("run", "postgresql");

    /** Lays a copy into the directory, which is empty. */
    void copyTo(Path dataDir) {
        // One after the other: they would take the processors from each other.
        synchronized (Template.class) {
            try {
                copy(made(), dataDir);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path made() throws IOException {
        String name = "template-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        Path template = TARGET.resolve("service-" + name + "-" + Long.toHexString(laid()));
        if (!Files.exists(template)) {
            for (Path older : older(name)) {
                new DataDirectory(older).delete();
            }
            Service first = Service.named(name);
            if (this == EMPTY) {
                first.fromNothing().withoutDemo().archivingClasses().start().stopDatabase();
            } else {
                int unused = first.onEmptyDatabase().start().stop();
            }
            Files.delete(first.dataDir().resolve("run/postgresql.log"));
            Files.move(first.dataDir(), template);
        }
        return template;
    }

    private static List<Path> older(String name) throws IOException {
        try (Stream<Path> all = Files.list(TARGET)) {
            return all.filter(path -> path.getFileName().toString().startsWith("service-" + name + "-"))
                    .toList();
        }
    }

    /** Of the migrations; for the demo firm of all that lays it or runs meanwhile, and of the day, which its dates follow. */
    private long laid() throws IOException {
        CRC32 sum = new CRC32();
        if (this == DEMO_FIRM) {
            sum.update(LocalDate.now(ZoneId.of("Asia/Shanghai")).toString().getBytes(UTF_8));
        }
        try (Stream<Path> files = Files.walk(TARGET.resolve(this == DEMO_FIRM ? "classes" : "classes/db"))) {
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
