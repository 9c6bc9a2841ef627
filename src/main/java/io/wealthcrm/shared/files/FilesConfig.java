package io.wealthcrm.shared.files;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of uploads and of where their bytes are kept, {@code wealth.files.*}. */
@ConfigMapping(prefix = "wealth.files")
public interface FilesConfig {
    /** Where bytes are kept. */
    enum Store {
        /** Under {@code <wealth.data-dir>/files}; for one node. */
        LOCAL,
        /** In an S3 bucket; for several nodes. */
        S3
    }

    @WithDefault("local")
    Store store();

    /** The largest upload, in bytes, where {@link #maxSizes()} says nothing. The HTTP server's own limit lies above it. */
    @WithDefault("20M")
    MemorySize maxSize();

    /** The largest upload by purpose, e.g. {@code wealth.files.max-sizes.chat=5M}: lower case, dashes. */
    Map<String, MemorySize> maxSizes();

    /** Threads that check, clean and decode; each holds at most one decoded image. */
    @WithDefault("2")
    int workers();

    /** Uploads that may wait for a worker; one more is answered 503 {@code FILE_STORE_BUSY}. */
    @WithDefault("32")
    int queue();

    /** Width times height of the largest image accepted. */
    @WithDefault("50000000")
    long maxPixels();

    /** Longest edge of a thumbnail, in pixels. */
    @WithDefault("320")
    int thumbnailEdge();

    /** {@code host:port} of a clamd; without it nothing is scanned. */
    Optional<String> clamd();

    /** How long clamd may take for one file. */
    @WithDefault("60S")
    Duration clamdTimeout();

    S3 s3();

    /** The bucket. Credentials come from the environment the way the AWS SDK looks for them. */
    interface S3 {
        /** For stores other than Amazon's, e.g. {@code http://minio:9000}. */
        Optional<URI> endpoint();

        @WithDefault("us-east-1")
        String region();

        @WithDefault("wealth-files")
        String bucket();

        /** Bucket in the path rather than in the host's name, as most stores other than Amazon's want it. */
        @WithDefault("true")
        boolean pathStyle();
    }
}
