package io.wealthcrm.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Keeps contents as durably as the service does, and does nothing else with them: written, synced, moved to its place, synced. */
record BareFiles(Path directory) {
    /** Blocks. */
    Path keep(Buffer content) throws IOException {
        String name = UUID.randomUUID().toString();
        Path part = directory.resolve(name + ".part");
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int written = file.write(ByteBuffer.wrap(content.getBytes()));
            assert written == content.length();
            file.force(true);
        }
        // Directories of many entries are slow; the service has two levels of them.
        Path place = Files.createDirectories(directory.resolve(name.substring(0, 2)));
        Path kept = Files.move(part, place.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entry = FileChannel.open(place, StandardOpenOption.READ)) {
            entry.force(true);
        }
        return kept;
    }
}
