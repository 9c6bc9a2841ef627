package io.wealthcrm.shared.cluster;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of several nodes on one database, {@code wealth.cluster.*}. */
@ConfigMapping(prefix = "wealth.cluster")
interface ClusterConfig {
    /**
     * The Redis by which nodes hear each other, {@code redis://[:password@]host:port}; without one this node is alone, or
     * finds what the others do by polling.
     */
    Optional<String> redis();
}
