package io.wealthcrm;

import com.sun.management.OperatingSystemMXBean;
import jakarta.annotation.Nullable;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the embedded PostgreSQL is made and started with. */
final class EmbeddedSettings {
    private static final long MEBIBYTE = 1L << 20;

    /** Durability first: the library starts the server with {@code -F}, which these, coming later, undo. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("work_mem", "16MB"),
            Map.entry("maintenance_work_mem", "128MB"),
            Map.entry("max_connections", "100"),
            // Else a run over a million rows makes a checkpoint every few seconds, and writes each page whole again
            // after it.
            Map.entry("max_wal_size", "4GB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            // The log names neither statements nor the values of a violated key: both hold personal data.
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_timezone", "UTC"));

    private EmbeddedSettings() {}

    /** Of the server, by their names in {@code postgresql.conf}. @param sharedBuffers MiB; null for what suits the memory */
    static Map<String, String> ofServer(@Nullable Integer sharedBuffers) {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        Map<String, String> all = new HashMap<>(SETTINGS);
        long buffers = sharedBuffers == null ? sharedBuffers(memory) : sharedBuffers;
        all.put("shared_buffers", buffers + "MB");
        all.put("effective_cache_size", Math.max(buffers, memory / 2 / MEBIBYTE) + "MB");
        return all;
    }

    /**
     * An eighth of the machine's memory, or the container's: customers who are searched for lie apart, and are found in time only
     * while their pages are at hand. Taken as it is used.
     *
     * @return MiB
     */
    static long sharedBuffers(long memory) {
        return Math.max(128, Math.min(4_096, memory / 8 / MEBIBYTE));
    }

    /**
     * Options of {@code initdb}: passwords from the first moment on, so there is never a server that trusts; order by code
     * point, as on every other platform; and a UTF-8 character type, without which trigrams would drop Chinese characters.
     *
     * @param superuser the name of the superuser's password
     */
    static Map<String, String> ofCluster(Path home, String superuser) {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        return Map.of(
                "auth", "scram-sha-256",
                "pwfile", DatabaseRole.passwordFile(home, superuser).toString(),
                "locale-provider", "builtin",
                "builtin-locale", "C.UTF-8",
                "locale", "C",
                "lc-ctype", mac ? "UTF-8" : "C.UTF-8");
    }
}
