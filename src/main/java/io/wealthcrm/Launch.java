package io.wealthcrm;

import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.wealthcrm.shared.KeysConfig;
import io.wealthcrm.shared.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What is decided before Quarkus reads its configuration: where the data is, which database, demo or not. The outcome is
 * handed on as system properties, which come before all other sources.
 */
final class Launch {
    private static final Logger LOG = Logger.getLogger(Launch.class);
    private static final int CONFIG_FILE_ORDINAL = 260;
    private static final int LEAST_BUFFERS = 16;

    private final SmallRyeConfig config;
    private final Path dataDir;

    private Launch(SmallRyeConfig config) {
        this.config = config;
        this.dataDir = Path.of(
                        config.getOptionalValue("wealth.data-dir", String.class).orElse("data"))
                .toAbsolutePath()
                .normalize();
    }

    /** Reads the sources a user of the packaged service has: system properties, environment, .env, config/. */
    static Launch read() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withProfile("prod")
                .addDefaultInterceptors()
                .addSystemSources()
                .withSources(new DotEnvConfigSourceProvider())
                .withMapping(KeysConfig.class);
        Path file = Path.of("config", "application.properties").toAbsolutePath();
        if (Files.isReadable(file)) {
            try {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), CONFIG_FILE_ORDINAL));
            } catch (IOException e) {
                throw new StartRefused("Cannot read " + file, e);
            }
        }
        return new Launch(builder.build());
    }

    /** Opens the keys and, where no database is configured, the embedded one. */
    Optional<EmbeddedDatabase> prepare() {
        System.setProperty("wealth.data-dir", dataDir.toString());
        boolean configured = given("quarkus.datasource.jdbc.url") || given("quarkus.datasource.reactive.url");
        Optional<EmbeddedDatabase> database =
                configured ? Optional.empty() : Optional.of(EmbeddedDatabase.start(dataDir, sharedBuffers()));
        try {
            Secrets secrets = Secrets.open(dataDir, config.getConfigMapping(KeysConfig.class));
            System.setProperty("mp.jwt.verify.publickey", secrets.verificationPem());
        } catch (RuntimeException e) {
            database.ifPresent(EmbeddedDatabase::close);
            throw e;
        }
        database.ifPresent(Launch::use);
        decideDemo(database.isPresent());
        return database;
    }

    private static void use(EmbeddedDatabase database) {
        System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
        System.setProperty("quarkus.datasource.reactive.url", database.reactiveUrl());
        System.setProperty("quarkus.datasource.username", database.owner().name());
        System.setProperty("quarkus.datasource.password", database.owner().password());
        System.setProperty("wealth.wall.username", database.walled().name());
        System.setProperty("wealth.wall.password", database.walled().password());
    }

    /** The demo firm's passwords are public, so it is on loopback alone unless another password was set. */
    private void decideDemo(boolean embedded) {
        boolean demo = embedded
                && config.getOptionalValue("wealth.demo", Boolean.class).orElse(true);
        boolean ownPassword = given("wealth.demo-password");
        System.setProperty("wealth.embedded", String.valueOf(embedded));
        System.setProperty("wealth.demo", String.valueOf(demo));
        if (demo && !ownPassword) {
            System.setProperty("quarkus.http.host", "127.0.0.1");
            LOG.info("Demo mode: listening on 127.0.0.1 only; set WEALTH_DEMO_PASSWORD to open it to others");
        } else if (!given("quarkus.http.host")) {
            System.setProperty("quarkus.http.host", "0.0.0.0");
        }
    }

    /** MiB, no fewer than a server starts with; or null. @throws StartRefused for what is no number */
    private Integer sharedBuffers() {
        try {
            return config.getOptionalValue("wealth.shared-buffers", Integer.class)
                    .map(given -> Math.max(LEAST_BUFFERS, given))
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            throw new StartRefused("WEALTH_SHARED_BUFFERS is a number of MiB", e);
        }
    }

    private boolean given(String name) {
        return config.getOptionalValue(name, String.class)
                .filter(value -> !value.isBlank())
                .isPresent();
    }
}
