package io.wealthcrm.upload;

import io.wealthcrm.shared.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of one upload, held by one writer until it is closed. Blocking: used by workers only, one at a time. */
final class PartialFile implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;
    private final Runnable released;
    private FileChannel bytes;

    private PartialFile(Path path, FileChannel lock, Runnable released) {
        this.path = path;
        this.lock = lock;
        this.released = released;
    }

    static PartialFile lock(Path path, Path lockPath, Runnable released) throws IOException {
        FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw Problem.of(UploadProblem.UPLOAD_BUSY);
        }
        return new PartialFile(path, channel, released);
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Goes to where writing goes on, and drops what lies behind: it was never acknowledged. */
    void seek(long offset) throws IOException {
        bytes = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (bytes.size() < offset) {
            throw new IOException("the upload's file is shorter than its offset");
        }
        bytes.truncate(offset).position(offset);
        if (offset == 0) {
            try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    void write(ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            bytes.write(piece);
        }
    }

    /** When this returns, what was written survives a crash of the machine. */
    void sync() throws IOException {
        bytes.force(true);
    }

    @Override
    public void close() throws IOException {
        try (FileChannel closingLast = lock;
                FileChannel closingFirst = bytes) {
            released.run();
        }
    }
}
