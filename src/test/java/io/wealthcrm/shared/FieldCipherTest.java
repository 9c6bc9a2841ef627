package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldCipherTest {
    private static final String CONTEXT = "customer.phone/1";

    @TempDir
    static Path dataDir;

    private static FieldCipher cipher;

    private record NoKeys() implements KeysConfig {
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

    @BeforeAll
    static void open() {
        cipher = new FieldCipher(Secrets.open(dataDir, new NoKeys()));
    }

    @Test
    void decryptsWhatItEncrypted() {
        for (String text : new String[] {"", "13800138000", "张三丰 🐼"}) {
            assertThat(cipher.decrypt(cipher.encrypt(text, CONTEXT), CONTEXT)).isEqualTo(text);
        }
    }

    @Test
    void equalTextsGiveDifferentBytesOfTheDocumentedShape() {
        byte[] one = cipher.encrypt("13800138000", CONTEXT);
        byte[] two = cipher.encrypt("13800138000", CONTEXT);
        assertThat(one).isNotEqualTo(two).hasSize(1 + 12 + 11 + 16).startsWith(1);
    }

    @Test
    void detectsEveryChangedByte() {
        byte[] sealed = cipher.encrypt("13800138000", CONTEXT);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> cipher.decrypt(changed, CONTEXT))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void detectsAnotherContextAndTruncation() {
        byte[] sealed = cipher.encrypt("13800138000", CONTEXT);
        assertThatThrownBy(() -> cipher.decrypt(sealed, "customer.phone/2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cipher.decrypt(new byte[0], CONTEXT)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cipher.decrypt(new byte[] {1, 2, 3}, CONTEXT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAnotherKey() {
        FieldCipher other = new FieldCipher(Secrets.open(dataDir.resolve("other"), new NoKeys()));
        byte[] sealed = cipher.encrypt("13800138000", CONTEXT);
        assertThatThrownBy(() -> other.decrypt(sealed, CONTEXT)).isInstanceOf(IllegalStateException.class);
        assertThat(other.blindIndex("phone", "13800138000")).isNotEqualTo(cipher.blindIndex("phone", "13800138000"));
    }

    @Test
    void blindIndexIsStableAndSeparatedByLabel() {
        byte[] index = cipher.blindIndex("phone", "13800138000");
        assertThat(index).hasSize(16).isEqualTo(cipher.blindIndex("phone", "13800138000"));
        assertThat(index).isNotEqualTo(cipher.blindIndex("phone", "13800138001"));
        assertThat(index).isNotEqualTo(cipher.blindIndex("mobile", "13800138000"));
        assertThat(cipher.blindIndex("a", "bc")).isNotEqualTo(cipher.blindIndex("ab", "c"));
    }
}
