package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    Path dataDir;

    private record Given(
            Optional<String> signingPrivate,
            Optional<String> signingPublic,
            Optional<String> data,
            Optional<String> index)
            implements KeysConfig {
        static Given nothing() {
            return new Given(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Given data(String key) {
            return new Given(Optional.empty(), Optional.empty(), Optional.of(key), Optional.empty());
        }
    }

    @Test
    void generatesKeysOnceAndReadsThemAgain() {
        Secrets first = Secrets.open(dataDir, Given.nothing());
        Secrets second = Secrets.open(dataDir, Given.nothing());

        assertThat(second.dataKey()).isEqualTo(first.dataKey());
        assertThat(second.indexKey()).isEqualTo(first.indexKey());
        assertThat(second.signingKey()).isEqualTo(first.signingKey());
        assertThat(second.verificationKey()).isEqualTo(first.verificationKey());
        assertThat(first.dataKey().getEncoded())
                .hasSize(32)
                .isNotEqualTo(first.indexKey().getEncoded());
    }

    @Test
    void keyFilesAreForTheOwnerAloneAndAreMadeSoAgain() throws Exception {
        Secrets first = Secrets.open(dataDir, Given.nothing());
        Path key = Secrets.directory(dataDir).resolve("data.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Secrets second = Secrets.open(dataDir, Given.nothing());

        assertThat(second.dataKey()).isEqualTo(first.dataKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Secrets.directory(dataDir))))
                .isEqualTo("rwx------");
        for (String name : new String[] {"data.key", "index.key", "signing.pem"}) {
            Path file = Secrets.directory(dataDir).resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whoeverComesAtTheSameTimeGetsTheSameKey() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 8).parallel().forEach(i -> {
            Secrets secrets = Secrets.open(dataDir, Given.nothing());
            seen.add(secrets.verificationPem());
        });
        assertThat(seen).hasSize(1);
    }

    @Test
    void takesConfiguredKeysAndWritesNone() {
        Secrets generated = Secrets.open(dataDir.resolve("other"), Given.nothing());
        Path pem = Secrets.directory(dataDir.resolve("other")).resolve("signing.pem");
        Given given = new Given(
                Optional.of(pem.toString()),
                Optional.of(generated.verificationPem()),
                Optional.of(KEY),
                Optional.of(KEY));

        Secrets secrets = Secrets.open(dataDir, given);

        assertThat(secrets.dataKey().getEncoded()).asString().isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(secrets.signingKey()).isEqualTo(generated.signingKey());
        assertThat(Secrets.directory(dataDir)).doesNotExist();
    }

    @Test
    void refusesKeysThatDoNotFitWithoutQuotingThem() {
        assertThatThrownBy(() -> Secrets.open(dataDir, Given.data("c2hvcnQ=")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wealth.keys.data")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> Secrets.open(dataDir, Given.data("?not base64?")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wealth.keys.data")
                .hasNoCause();
    }

    @Test
    void refusesAPrivateKeyWithoutItsPublicKey() {
        Given half = new Given(Optional.of("x"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> Secrets.open(dataDir, half)).hasMessageContaining("together");
    }

    @Test
    void refusesAPairThatDoesNotBelongTogether() {
        Secrets other = Secrets.open(dataDir.resolve("a"), Given.nothing());
        assertThat(Secrets.open(dataDir.resolve("b"), Given.nothing()).verificationPem())
                .isNotEqualTo(other.verificationPem());
        Path pem = Secrets.directory(dataDir.resolve("b")).resolve("signing.pem");
        Given mixed = new Given(
                Optional.of(pem.toString()), Optional.of(other.verificationPem()), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> Secrets.open(dataDir, mixed)).isInstanceOf(IllegalStateException.class);
    }
}
