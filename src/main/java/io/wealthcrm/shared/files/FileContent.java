package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A stored content ready to be read. */
public sealed interface FileContent {
    /** Bytes in all. */
    long size();

    /** A file of this machine: the server hands it to the kernel ({@code sendfile}). */
    record OnDisk(Path path, long size) implements FileContent {}

    /** Arriving from elsewhere; to be subscribed once, or cancelled, since it holds a connection. */
    record Streamed(long size, Multi<ByteBuffer> data) implements FileContent {}
}
