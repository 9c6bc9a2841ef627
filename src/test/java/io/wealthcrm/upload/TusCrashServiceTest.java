package io.wealthcrm.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Film;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.TusClient;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server has said it has, it has: after {@code kill -9} in the middle of an upload, and at its end. */
class TusCrashServiceTest {
    private static final int MEGABYTE = 1 << 20;

    private static Service service;
    private static TusClient tus;
    private static Firm firm;

    @BeforeAll
    static void start() {
        service = Service.named("tus-crash")
                .withoutDemo()
                .with("wealth.uploads.checkpoint", "1M")
                .with("wealth.uploads.silence", "2S")
                .start();
        firm = Firm.on(service);
        tus = TusClient.of(firm.advisor());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aKilledServiceGoesOnWhereItWasOnDisk() throws Exception {
        byte[] film = Film.mp4(16 * MEGABYTE);
        byte[] whole = Film.webm(100_000);
        String path = tus.begin(film.length);
        String ended = tus.begin(whole.length);
        tus.patch(ended, 0, Arrays.copyOf(whole, whole.length - 1));
        Socket line = tus.patchAndStall(path, 0, film, 9 * MEGABYTE + 12_345);
        await().until(() -> tus.head(path).offset() >= 8 * MEGABYTE);

        service.kill9();
        line.close();
        // As if it had been killed between the last byte and the store.
        Files.write(file(ended), whole);
        firm.execute("update resumable_uploads set received = length, status = 'RECEIVED' where id = ?", id(ended));
        Service unused = service.start();

        int told = (int) tus.head(path).offset();
        assertThat(told).isBetween(8 * MEGABYTE, 9 * MEGABYTE + 12_345);
        assertThat(Arrays.copyOf(Files.readAllBytes(file(path)), told)).isEqualTo(Arrays.copyOf(film, told));
        assertThat(tus.patch(path, told, Arrays.copyOfRange(film, told, film.length))
                        .status())
                .isEqualTo(204);
        assertThat(hash(path)).isEqualTo(sha256(film));
        assertThat(file(path)).doesNotExist();
        await().atMost(Duration.ofSeconds(20)).until(() -> "STORED".equals(status(ended)));
        assertThat(hash(ended)).isEqualTo(sha256(whole));
    }

    @Test
    void aLineThatFallsSilentIsCutAndTheUploadGoesOnElsewhere() throws Exception {
        byte[] film = Film.mov(500_000);
        String path = tus.begin(film.length);
        try (Socket silent = tus.patchAndStall(path, 0, film, 200_000)) {
            assertThat(silent.isConnected()).isTrue();
            await().atMost(Duration.ofSeconds(20)).until(() -> tus.head(path).offset() == 200_000);
            await().until(() -> tus.patch(path, 200_000, Arrays.copyOfRange(film, 200_000, film.length))
                            .status()
                    == 204);
        }
        assertThat(hash(path)).isEqualTo(sha256(film));
    }

    private static String hash(String path) {
        return firm.one("select sha256 from resumable_uploads where id = ?", id(path));
    }

    private static String status(String path) {
        return firm.one("select status from resumable_uploads where id = ?", id(path));
    }

    private static Path file(String path) {
        return service.dataDir().resolve("files/uploads").resolve(id(path).toString());
    }

    private static UUID id(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
