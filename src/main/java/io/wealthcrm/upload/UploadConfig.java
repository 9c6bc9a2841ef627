package io.wealthcrm.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of resumable uploads, {@code wealth.uploads.*}. All times are real time. */
@ConfigMapping(prefix = "wealth.uploads")
interface UploadConfig {
    /** The largest upload, in bytes. */
    @WithDefault("2G")
    MemorySize maxSize();

    /** How long an upload lives after its last byte, unless a feature has taken it. */
    @WithDefault("P7D")
    Duration life();

    /** Unfinished uploads a person may have at once. */
    @WithDefault("5")
    int mostUnfinished();

    /** A sender who is silent for this long is cut off, so that the upload can be resumed from elsewhere. */
    @WithDefault("PT20S")
    Duration silence();

    /** Bytes after which a long request is synced and its offset written: what a crash can cost at most. */
    @WithDefault("8M")
    MemorySize checkpoint();

    /** Pause between two looks for what has expired, is to be removed or was not finished before a crash. */
    @WithDefault("PT5S")
    Duration tendPause();
}
