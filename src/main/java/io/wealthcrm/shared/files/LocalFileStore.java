package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Contents as files {@code ab/cd/<sha256>} below a directory of this machine. */
final class LocalFileStore implements FileStore {
    private final Path root;
    private final FileWorkers workers;

    LocalFileStore(Path root, FileWorkers workers) {
        this.root = root.toAbsolutePath();
        this.workers = workers;
    }

    @Override
    public Uni<Void> put(String sha256, Path file) {
        return workers.run(() -> {
            Path place = place(sha256);
            if (Files.exists(place)) {
                // Looks young again, so that a sweep of old orphans passes over what is about to get a row.
                Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
                return null;
            }
            sync(file, StandardOpenOption.WRITE);
            makeDirectories(place.getParent());
            move(file, place);
            sync(place.getParent(), StandardOpenOption.READ);
            return null;
        });
    }

    @Override
    public Uni<FileContent> open(String sha256) {
        return workers.run(() -> {
            Path place = place(sha256);
            return new FileContent.OnDisk(place, 0, size(place));
        });
    }

    @Override
    public Uni<FileContent> open(String sha256, long from, long length) {
        return workers.run(() -> {
            Path place = place(sha256);
            if (size(place) < from + length) {
                throw new IOException("short file");
            }
            return new FileContent.OnDisk(place, from, length);
        });
    }

    @Override
    public Uni<Void> fetch(String sha256, Path target) {
        return workers.run(() -> {
            Path place = place(sha256);
            long size = size(place);
            Files.copy(place, target);
            if (Files.size(target) != size) {
                throw new IOException("short copy");
            }
            return null;
        });
    }

    @Override
    public Uni<Path> local(String sha256, Path scratch) {
        return open(sha256).map(content -> place(sha256));
    }

    @Override
    public Uni<Boolean> exists(String sha256) {
        return workers.run(() -> Files.exists(place(sha256)));
    }

    @Override
    public Uni<Void> delete(String sha256) {
        return workers.run(() -> {
            Files.deleteIfExists(place(sha256));
            return null;
        });
    }

    private Path place(String sha256) {
        return root.resolve(Sha256.key(sha256));
    }

    private static long size(Path place) throws IOException {
        try {
            return Files.size(place);
        } catch (NoSuchFileException missing) {
            throw Problem.of(FileProblem.FILE_CONTENT_MISSING);
        }
    }

    /** New directories are synced from the top, else a crash could lose the way to a synced file. */
    private void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory);
        for (Path parent = directory.getParent(); parent.startsWith(root); parent = parent.getParent()) {
            sync(parent, StandardOpenOption.READ);
        }
    }

    private static void move(Path file, Path place) throws IOException {
        try {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            Path near = place.resolveSibling(place.getFileName() + ".part" + System.nanoTime());
            Files.copy(file, near);
            sync(near, StandardOpenOption.WRITE);
            Files.move(near, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
