package io.wealthcrm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wealthcrm.shared.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory of an embedded database, held by one service at a time. */
final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @throws StartRefused when another service holds the directory, or it cannot be written */
    static DataDirectory hold(Path directory) {
        try {
            Files.createDirectories(directory);
            Path path = directory.toRealPath();
            // The lock goes with the process, so a killed service leaves none behind.
            Path lockFile = PrivateFiles.directory(path.resolve("run")).resolve("service.lock");
            FileChannel channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                String holder = Files.readString(lockFile, US_ASCII).strip();
                channel.close();
                throw new StartRefused("The data directory " + path + " is in use by another service (process " + holder
                        + "). Stop that one, or give this one its own WEALTH_DATA_DIR.");
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new StartRefused("The data directory " + directory + " cannot be used: " + e, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StartRefused("Cannot release the data directory " + path, e);
        }
    }
}
