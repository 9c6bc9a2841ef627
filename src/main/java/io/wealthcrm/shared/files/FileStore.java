package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;

/**
 * Bytes under the SHA-256 of themselves. Everything is asynchronous and comes back on the caller's Vert.x context; a
 * store that cannot be reached fails with {@code FILE_STORE_UNAVAILABLE}.
 */
public interface FileStore {
    /**
     * Stores a finished file; when this succeeds the bytes survive a crash. Repeating it is harmless, and a reader sees
     * the whole content or none. The file itself may have been moved away afterwards or not.
     *
     * @param sha256 of the file's bytes, 64 lower-case hex digits
     */
    Uni<Void> put(String sha256, Path file);

    /** The content for reading; fails with {@code FILE_CONTENT_MISSING} when it is not there. */
    Uni<FileContent> open(String sha256);

    /** A part of the content, {@code length} bytes from an offset, which must lie within it; fails as {@link #open}. */
    Uni<FileContent> open(String sha256, long from, long length);

    /** Lays a copy into a file that does not exist yet; fails as {@link #open}. */
    Uni<Void> fetch(String sha256, Path target);

    /** The content as a file of this machine: the store's own, or a copy laid at {@code scratch}; fails as {@link #open}. */
    Uni<Path> local(String sha256, Path scratch);

    Uni<Boolean> exists(String sha256);

    /** Removes the content; no error when it is not there. */
    Uni<Void> delete(String sha256);
}
