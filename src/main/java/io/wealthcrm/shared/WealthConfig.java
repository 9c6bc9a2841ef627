package io.wealthcrm.shared;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of the whole service, {@code wealth.*}. */
@ConfigMapping(prefix = "wealth")
public interface WealthConfig {
    /** Where keys, files and the embedded database live. */
    @WithDefault("data")
    Path dataDir();

    /** Pages the embedded PostgreSQL keeps at hand, MiB; an eighth of the memory, up to 4 GiB, where none is given. */
    OptionalInt sharedBuffers();

    /** The firm's zone: business dates, quiet hours by default, daily scans. */
    @WithDefault("Asia/Shanghai")
    @WithConverter(RegionZone.class)
    ZoneId zone();

    /** How often what has served its time is removed. */
    @WithDefault("PT10M")
    Duration housekeepingEvery();

    /** True when the embedded database holds the demo firm; opens the demo routes. Set at start, not by hand. */
    @WithDefault("false")
    boolean demo();

    /** True when the service runs a PostgreSQL of its own. Set at start, not by hand. */
    @WithDefault("false")
    boolean embedded();

    /** The demo sign-ins' password instead of the printed one; opens demo mode to other machines. */
    Optional<String> demoPassword();
}
