package io.wealthcrm.shared;

import java.nio.file.Path;
import java.util.Optional;

/** A running service's cipher, so that a benchmark can lay in customers whom that service finds. */
public final class BenchCipher {
    private BenchCipher() {}

    /** By the keys below this data directory. */
    public static FieldCipher of(Path dataDir) {
        return new FieldCipher(Secrets.open(dataDir, new Generated()));
    }

    /** None is given from outside. */
    private static final class Generated implements KeysConfig {
        @Override
        public Optional<String> signingPrivate() {
            return Optional.empty();
        }

        @Override
        public Optional<String> signingPublic() {
            return Optional.empty();
        }

        @Override
        public Optional<String> data() {
            return Optional.empty();
        }

        @Override
        public Optional<String> index() {
            return Optional.empty();
        }
    }
}
