package io.wealthcrm.shared.wall;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The role people's connections sign in with, {@code wealth.wall.*}; the embedded database's is set at start. */
@ConfigMapping(prefix = "wealth.wall")
public interface WallConfig {
    /** A role that owns nothing and is no superuser; without one there is no wall. */
    Optional<String> username();

    /** Its password. */
    Optional<String> password();
}
