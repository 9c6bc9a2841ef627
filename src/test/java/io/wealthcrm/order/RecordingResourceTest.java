package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Film;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.TusClient;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dual recordings laid to an order, and played. */
@OnSharedService
class RecordingResourceTest {
    private Sale sale;
    private TusClient tus;

    @BeforeEach
    void start(Service service) {
        sale = Sale.of(service).booked();
        tus = TusClient.of(sale.advisor);
    }

    @Test
    void aFinishedUploadBecomesARecordingOnce() throws Exception {
        byte[] film = Film.mp4(700_000);
        UUID upload = uploaded(tus, film);
        String id = add(sale.advisor, upload)
                .statusCode(201)
                .body("sha256", equalTo(sha256(film)))
                .body("size", equalTo(film.length))
                .body("mediaType", equalTo("video/mp4"))
                .body("name", equalTo("录像.mp4"))
                .extract()
                .path("id");
        add(sale.advisor, upload).statusCode(409).body("code", equalTo("UPLOAD_TAKEN"));
        assertThat(tus.delete("/api/v1/uploads/" + upload).status()).isEqualTo(409);
        list(sale.compliance).statusCode(200).body("items", hasSize(1)).body("items[0].id", equalTo(id));
    }

    @Test
    void theSameKeyAddsTheSameRecording() throws Exception {
        UUID upload = uploaded(tus, Film.webm(10_000));
        var request = sale.advisor.once().body(Map.of("uploadId", upload));
        String first =
                request.post(recordings()).then().statusCode(201).extract().asString();
        String again =
                request.post(recordings()).then().statusCode(201).extract().asString();
        assertThat(again).isEqualTo(first);
        list(sale.advisor).body("items", hasSize(1));
    }

    @Test
    void whatIsNotFinishedOrNotOnesOwnIsRefusedAndAddsNothing() throws Exception {
        String path = tus.begin(1000);
        add(sale.advisor, id(path)).statusCode(409).body("code", equalTo("UPLOAD_UNFINISHED"));
        Person other = sale.firm.advisor();
        add(sale.advisor, uploaded(TusClient.of(other), Film.mp4(1000))).statusCode(404);
        UUID own = uploaded(tus, Film.mp4(1000));
        add(other, own).statusCode(404);
        add(sale.compliance, own).statusCode(403);
        list(sale.advisor).body("items", hasSize(0));
        assertThat(sale.firm.one(
                        "select count(*) from files f join resumable_uploads u on u.sha256 = f.sha256 where u.id = ?",
                        own))
                .isEqualTo("0");
    }

    @Test
    void nothingIsAddedOnceComplianceHasTheOrder(Service service) throws Exception {
        Sale submitted = Sale.of(service).submitted();
        UUID upload = uploaded(TusClient.of(submitted.advisor), Film.mp4(1000));
        submitted
                .post(submitted.advisor, "recordings", Map.of("uploadId", upload))
                .statusCode(409)
                .body("code", equalTo("ILLEGAL_TRANSITION"));
        assertThat(submitted.firm.one("select taken_at from resumable_uploads where id = ?", upload))
                .isNull();
    }

    @Test
    void aRecordingIsPlayedByRanges() throws Exception {
        byte[] film = Film.mp4(300_000);
        String content = content(film);
        String etag = '"' + sha256(film) + '"';
        ValidatableResponse whole = get(content, Map.of());
        whole.statusCode(200)
                .header("Accept-Ranges", "bytes")
                .header("ETag", etag)
                .contentType("video/mp4");
        assertThat(whole.extract().asByteArray()).isEqualTo(film);
        plays(content, film, "bytes=0-99", 0, 100);
        plays(content, film, "bytes=100000-", 100_000, film.length);
        plays(content, film, "bytes=-500", film.length - 500, film.length);
        plays(content, film, "bytes=200-99999999", 200, film.length);
        get(content, Map.of("Range", "bytes=99999999-"))
                .statusCode(416)
                .header("Content-Range", "bytes */" + film.length)
                .body("code", equalTo("RANGE_NOT_SATISFIABLE"));
        for (String many : new String[] {"bytes=0-1,5-6", "bytes=9-3", "lines=1-2", "bytes=-"}) {
            get(content, Map.of("Range", many)).statusCode(200);
        }
        get(content, Map.of("Range", "bytes=0-9", "If-Range", etag)).statusCode(206);
        get(content, Map.of("Range", "bytes=0-9", "If-Range", "\"other\"")).statusCode(200);
        get(content, Map.of("If-None-Match", etag)).statusCode(304);
    }

    @Test
    void aRecordingIsSeenByTheOwnLineOnly() throws Exception {
        String content = content(Film.mp4(1000));
        sale.firm.advisor().request().accept("*/*").get(content).then().statusCode(404);
        sale.compliance.request().accept("*/*").get(content).then().statusCode(200);
        sale.compliance
                .request()
                .accept("*/*")
                .header("Range", "bytes=100-199")
                .get(content)
                .then()
                .statusCode(206);
        assertThat(sale.firm.one(
                        "select count(*) from audit_log where actor_id = ? and action = 'RECORDING_PLAYED' and subject_id = ?",
                        sale.compliance.id(),
                        sale.order))
                .as("each look, in part too")
                .isEqualTo("2");
    }

    @Test
    void itSaysHowLongItIsKept() throws Exception {
        var added =
                add(sale.advisor, uploaded(tus, Film.mp4(1000))).statusCode(201).extract();
        LocalDate recorded = Instant.parse(added.path("recordedAt"))
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toLocalDate();
        String until = recorded.plusYears(20).toString();
        assertThat(added.<String>path("keptUntil")).isEqualTo(until);
        list(sale.advisor).body("items.keptUntil", hasItem(until));
    }

    private String content(byte[] film) throws Exception {
        return add(sale.advisor, uploaded(tus, film)).statusCode(201).extract().header("Location");
    }

    private void plays(String content, byte[] film, String range, int from, int to) {
        ValidatableResponse part = get(content, Map.of("Range", range));
        part.statusCode(206).header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + film.length);
        assertThat(part.extract().asByteArray()).isEqualTo(Arrays.copyOfRange(film, from, to));
    }

    private ValidatableResponse get(String content, Map<String, String> headers) {
        return sale.advisor
                .request()
                .accept("*/*")
                .headers(headers)
                .get(content)
                .then();
    }

    private ValidatableResponse add(Person by, UUID upload) {
        return sale.post(by, "recordings", Map.of("uploadId", upload));
    }

    private ValidatableResponse list(Person by) {
        return by.request().get(recordings()).then();
    }

    private String recordings() {
        return "/api/v1/orders/" + sale.order + "/recordings";
    }

    private static UUID uploaded(TusClient client, byte[] film) throws Exception {
        String path = client.begin(film.length);
        assertThat(client.patch(path, 0, film).status()).isEqualTo(204);
        return id(path);
    }

    private static UUID id(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
