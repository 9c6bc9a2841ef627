package io.wealthcrm.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Film;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.TusClient;
import io.wealthcrm.testing.TusClient.Answer;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tus protocol as a client on the wire meets it. */
@OnSharedService
class TusResourceTest {
    private Firm firm;
    private Person advisor;
    private TusClient tus;

    @BeforeEach
    void start(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        tus = TusClient.of(advisor);
    }

    @Test
    void theServerTellsWhatItCanDo() throws Exception {
        Answer answer = new TusClient(tus.port(), null).options();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Max-Size")).isEqualTo(Long.toString(2L << 30));
        assertThat(answer.header("Tus-Extension").split(","))
                .contains("creation", "creation-with-upload", "termination", "expiration", "checksum");
        assertThat(answer.header("Tus-Checksum-Algorithm")).isEqualTo("sha1,sha256");
    }

    @Test
    void anUploadGoesUpPieceByPieceAndIsStoredUnderItsHash() throws Exception {
        byte[] film = Film.mp4(3_000_000);
        String path = tus.begin(film.length);
        assertThat(tus.patch(path, 0, Arrays.copyOf(film, 1_000_000)).offset()).isEqualTo(1_000_000);
        Answer standing = tus.head(path);
        assertThat(standing.status()).isEqualTo(200);
        assertThat(standing.offset()).isEqualTo(1_000_000);
        assertThat(standing.header("Upload-Length")).isEqualTo(Integer.toString(film.length));
        assertThat(standing.header("Upload-Metadata")).startsWith("filename ");
        assertThat(standing.header("Upload-Expires")).endsWith("GMT");
        assertThat(standing.header("Cache-Control")).isEqualTo("no-store");
        Answer last = tus.patch(path, 1_000_000, Arrays.copyOfRange(film, 1_000_000, film.length));
        assertThat(last.status()).as(last.body()).isEqualTo(204);
        assertThat(last.offset()).isEqualTo(film.length);
        assertThat(row(path, "status")).isEqualTo("STORED");
        assertThat(row(path, "sha256")).isEqualTo(sha256(film));
        assertThat(row(path, "name")).isEqualTo("录像.mp4");
    }

    @Test
    void aHundredCutsAtAnyByteLoseNothing() throws Exception {
        byte[] film = Film.mov(6_000_000);
        Random random = new Random(7);
        String path = tus.begin(film.length);
        for (int cut = 0; cut < 100; cut++) {
            int at = (int) offset(path);
            int sent = random.nextInt(Math.min(120_000, film.length - at));
            tus.patchAndCut(path, at, Arrays.copyOfRange(film, at, film.length), sent);
        }
        assertThat((int) offset(path)).isBetween(1, film.length - 1);
        // The last sender may not have been noticed to be gone: 423, and the client tries again.
        await().until(() -> {
            int at = (int) offset(path);
            return tus.patch(path, at, Arrays.copyOfRange(film, at, film.length))
                            .status()
                    == 204;
        });
        assertThat(row(path, "sha256")).isEqualTo(sha256(film));
        assertThat(row(path, "media_type")).isEqualTo("video/quicktime");
    }

    @Test
    void theFirstBytesMayComeWithTheCreation() throws Exception {
        byte[] film = Film.webm(200_000);
        Answer created = tus.send(
                "POST",
                "/api/v1/uploads",
                Map.of("Upload-Length", "" + film.length, "Content-Type", "application/offset+octet-stream"),
                Arrays.copyOf(film, 50_000));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.offset()).isEqualTo(50_000);
        String path = created.header("Location");
        tus.patch(path, 50_000, Arrays.copyOfRange(film, 50_000, film.length));
        assertThat(row(path, "media_type")).isEqualTo("video/webm");
    }

    @Test
    void aWrongVersionIsRefusedEverywhere() throws Exception {
        String path = tus.begin(1000);
        for (Map<String, String> wrong :
                java.util.List.of(Map.of("Tus-Resumable", "0.2.2"), Map.of("Tus-Resumable", ""))) {
            for (String method : java.util.List.of("POST", "HEAD", "PATCH", "DELETE")) {
                Answer answer = tus.send(method, method.equals("POST") ? "/api/v1/uploads" : path, wrong, new byte[0]);
                assertThat(answer.status()).as(method).isEqualTo(412);
                assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
            }
        }
    }

    @Test
    void noneOfItsRoutesTakesParametersOfTheQuery() throws Exception {
        String path = tus.begin(1000);
        for (String method : java.util.List.of("POST", "HEAD", "PATCH", "DELETE")) {
            Answer answer = tus.send(
                    method,
                    (method.equals("POST") ? "/api/v1/uploads" : path) + "?purpose=IMPORT",
                    Map.of(
                            "Upload-Length",
                            "10",
                            "Upload-Offset",
                            "0",
                            "Content-Type",
                            "application/offset+octet-stream"),
                    method.equals("PATCH") ? new byte[10] : new byte[0]);
            assertThat(answer.status()).as(method).isEqualTo(400);
            if (!method.equals("HEAD")) {
                assertThat(answer.body()).contains("{\"pointer\":\"/purpose\",\"code\":\"UNKNOWN_PARAMETER\"");
            }
        }
        assertThat(offset(path)).isZero();
        refused(
                TusClient.of(firm.office(Role.FINANCE)).send("POST", "/api/v1/uploads?x=1", Map.of(), new byte[0]),
                403,
                "FORBIDDEN");
    }

    @Test
    void whatDoesNotFitIsRefusedAndMovesNothing() throws Exception {
        String path = tus.begin(1000);
        byte[] ten = new byte[10];
        refused(tus.patch(path, 5, ten), 409, "UPLOAD_OFFSET_MISMATCH");
        refused(tus.patch(path, 0, new byte[1001]), 413, "UPLOAD_TOO_LARGE");
        refused(tus.patch(path, 0, ten, Map.of("Content-Type", "video/mp4")), 415, "UNSUPPORTED_MEDIA_TYPE");
        refused(tus.patch(path, 0, ten, Map.of("Upload-Offset", "-1")), 400, "INVALID_INPUT");
        refused(tus.patch(path, 0, ten, Map.of("Upload-Checksum", "crc32 AAAA")), 400, "UPLOAD_CHECKSUM_UNSUPPORTED");
        refused(tus.create((2L << 30) + 1), 413, "UPLOAD_TOO_LARGE");
        refused(tus.create(0), 400, "INVALID_INPUT");
        refused(tus.create(Map.of("Upload-Defer-Length", "1")), 400, "INVALID_INPUT");
        refused(tus.send("PUT", path, Map.of(), ten), 405, "METHOD_NOT_ALLOWED");
        assertThat(offset(path)).isZero();
    }

    @Test
    void aChecksumIsHeldToTheRequestsBytes() throws Exception {
        byte[] film = Film.mp4(500_000);
        String path = tus.begin(film.length);
        byte[] first = Arrays.copyOf(film, 300_000);
        refused(tus.patch(path, 0, first, checksum("sha1", "SHA-1", film)), 460, "UPLOAD_CHECKSUM_MISMATCH");
        assertThat(offset(path)).isZero();
        assertThat(tus.patch(path, 0, first, checksum("sha1", "SHA-1", first)).status())
                .isEqualTo(204);
        byte[] rest = Arrays.copyOfRange(film, 300_000, film.length);
        assertThat(tus.patch(path, 300_000, rest, checksum("sha256", "SHA-256", rest))
                        .status())
                .isEqualTo(204);
        assertThat(row(path, "sha256")).isEqualTo(sha256(film));
    }

    @Test
    void onlyOneRequestWritesAtATime() throws Exception {
        byte[] film = Film.mp4(400_000);
        String path = tus.begin(film.length);
        try (Socket slow = tus.patchAndStall(path, 0, film, 1000)) {
            await().until(() -> tus.patch(path, 0, film).status() == 423);
            refused(tus.delete(path), 423, "UPLOAD_BUSY");
            slow.getOutputStream().write(film, 1000, film.length - 1000);
            slow.getOutputStream().flush();
            await().until(() -> offset(path) == film.length);
        }
        await().until(() -> row(path, "status").equals("STORED"));
        assertThat(row(path, "sha256")).isEqualTo(sha256(film));
    }

    @Test
    void anotherPersonsUploadDoesNotExist() throws Exception {
        String path = tus.begin(1000);
        for (Person other : java.util.List.of(firm.advisor(), firm.office(Role.COMPLIANCE))) {
            TusClient foreign = TusClient.of(other);
            assertThat(foreign.head(path).status()).isEqualTo(404);
            refused(foreign.patch(path, 0, new byte[10]), 404, "NOT_FOUND");
            refused(foreign.delete(path), 404, "NOT_FOUND");
        }
        refused(TusClient.of(firm.office(Role.FINANCE)).create(1000), 403, "FORBIDDEN");
        assertThat(offset(path)).isZero();
    }

    @Test
    void aStrangerAndAnEndedSessionAreRefused() throws Exception {
        String path = tus.begin(1000);
        refused(new TusClient(tus.port(), null).create(1000), 401, "UNAUTHENTICATED");
        refused(new TusClient(tus.port(), "x.y.z").patch(path, 0, new byte[10]), 401, "UNAUTHENTICATED");
        advisor.request().post("/api/v1/auth/logout").then().statusCode(204);
        refused(tus.patch(path, 0, new byte[10]), 401, "UNAUTHENTICATED");
        assertThat(row(path, "received")).isEqualTo("0");
    }

    @Test
    void aTerminatedUploadIsGoneAndItsPlaceIsFree() throws Exception {
        String path = tus.begin(1000);
        for (int i = 0; i < 4; i++) {
            String unused = tus.begin(1000);
        }
        Answer full = tus.create(1000);
        refused(full, 429, "UPLOAD_TOO_MANY");
        assertThat(full.header("Retry-After")).isNotNull();
        assertThat(tus.send("POST", path, Map.of("X-HTTP-Method-Override", "DELETE"), new byte[0])
                        .status())
                .isEqualTo(204);
        assertThat(tus.head(path).status()).isEqualTo(410);
        refused(tus.patch(path, 0, new byte[10]), 410, "UPLOAD_GONE");
        String unused = tus.begin(1000);
    }

    @Test
    void anExpiredUploadIsGoneAndItsBytesAreRemoved(Service service) throws Exception {
        byte[] film = Film.mp4(100_000);
        String path = tus.begin(film.length);
        tus.patch(path, 0, Arrays.copyOf(film, 60_000));
        var file = service.dataDir().resolve("files/uploads").resolve(id(path).toString());
        assertThat(file).hasSize(60_000);
        firm.execute("update resumable_uploads set expires_at = now() where id = ?", id(path));
        refused(tus.patch(path, 60_000, new byte[10]), 410, "UPLOAD_GONE");
        await().atMost(java.time.Duration.ofSeconds(30)).until(() -> row(path, "purged_at") != null);
        assertThat(file).doesNotExist();
        assertThat(tus.head(path).status()).isEqualTo(410);
    }

    @Test
    void whatIsNoVideoIsRefusedAndNotKept() throws Exception {
        finishesWith("MZ".repeat(5000).getBytes(java.nio.charset.StandardCharsets.US_ASCII), 415, "FILE_TYPE_REFUSED");
        finishesWith(Film.matroska("matroska", 1000), 415, "FILE_TYPE_REFUSED");
        byte[] film = Film.mp4(10_000);
        finishesWith(Arrays.copyOf(film, film.length - 1), 422, "FILE_CORRUPT");
        finishesWith(Film.join(Film.box("ftyp", new byte[8]), Film.box("mdat", new byte[100])), 422, "FILE_CORRUPT");
    }

    private void finishesWith(byte[] content, int status, String code) throws Exception {
        String path = tus.begin(content.length);
        refused(tus.patch(path, 0, content), status, code);
        assertThat(tus.head(path).status()).isEqualTo(410);
        assertThat(row(path, "sha256")).isNull();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.header("Tus-Resumable")).isEqualTo("1.0.0");
    }

    private long offset(String path) throws Exception {
        return tus.head(path).offset();
    }

    private static Map<String, String> checksum(String name, String java, byte[] bytes) throws Exception {
        return Map.of(
                "Upload-Checksum",
                name + " "
                        + Base64.getEncoder()
                                .encodeToString(MessageDigest.getInstance(java).digest(bytes)));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static UUID id(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private String row(String path, String column) {
        return firm.one("select " + column + " from resumable_uploads where id = ?", id(path));
    }
}
