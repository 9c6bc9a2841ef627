package io.wealthcrm.shared;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** Files and directories that only the service's own user may read: keys, passwords, the database. */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final String LOCK = ".lock";

    private PrivateFiles() {}

    /** The directory, created when missing, with mode 0700 either way. */
    @CanIgnoreReturnValue
    public static Path directory(Path directory) {
        try {
            Files.createDirectories(directory, mode(OWNER_DIRECTORY));
            return Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the private directory " + directory, e);
        }
    }

    /**
     * The file's content, made by {@code content} when the file is missing. Mode 0600. Whoever comes second, be it another
     * thread or another process on the same directory, reads what the first one wrote; a crash leaves all or nothing.
     */
    @CanIgnoreReturnValue
    public static synchronized byte[] readOrCreate(Path file, Supplier<byte[]> content) {
        Path directory = directory(file.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(
                        directory.resolve(LOCK),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        mode(OWNER_FILE));
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("lost the lock of " + directory);
            }
            if (!Files.exists(file)) {
                write(file, content.get());
            }
            Files.setPosixFilePermissions(file, OWNER_FILE);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or create " + file, e);
        }
    }

    /** The file with new content, mode 0600; a crash leaves the old or the new. */
    public static void replace(Path file, byte[] content) {
        directory(file.toAbsolutePath().getParent());
        try {
            write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(directory, ".draft-", null, mode(OWNER_FILE));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        // The rename itself is durable only once the directory is.
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }
}
