package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A stored content ready to be read. */
public sealed interface FileContent {
    /** Stands for a size that is not known before the last byte. */
    long UNKNOWN = -1;

    /** Bytes to be sent, or {@link #UNKNOWN}. */
    long size();

    /** {@code size} bytes of a file of this machine, from an offset: the server hands them to the kernel ({@code sendfile}). */
    record OnDisk(Path path, long from, long size) implements FileContent {}

    /** Arriving from elsewhere; to be subscribed once, or cancelled, since it holds a connection. */
    record Streamed(long size, Multi<ByteBuffer> data) implements FileContent {}
}
