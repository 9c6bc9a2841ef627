package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Database;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A service where every moment is night, and what is kept no longer goes when a test says so. */
record Night(Database database, Service service, Firm firm, Person compliance) implements AutoCloseable {
    static final String RULES = "/api/v1/conversations/retention-rules";
    static final String HOLDS = "/api/v1/conversations/holds";

    static Night falls() {
        Database database = Database.start("retention");
        Service service = Service.named("retention")
                .on(database)
                .with("wealth.chat.retention.at", "00:00")
                .with("wealth.chat.retention.look-every", "PT0.2S")
                .start();
        Firm firm = Firm.on(service);
        return new Night(database, service, firm, firm.office(Role.COMPLIANCE));
    }

    void passes() {
        begins();
        awaitEnd();
    }

    void begins() {
        firm.execute("update chat_retention_run set done_on = '2000-01-01'");
    }

    void awaitEnd() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> firm.one("select done_on > '2000-01-01' from chat_retention_run"), "t"::equals);
    }

    @CanIgnoreReturnValue
    ValidatableResponse keep(RecordKind kind, Integer months) {
        String version = firm.one("select version from chat_retention_rules where kind = ?", kind.name());
        Map<String, Integer> rule = new HashMap<>(Collections.singletonMap("keepMonths", months));
        return compliance
                .request()
                .header("If-Match", '"' + version + '"')
                .body(rule)
                .put(RULES + "/" + kind)
                .then();
    }

    String hold(String member, UUID of) {
        return compliance
                .once()
                .body(Map.of(member, of, "reason", "监管调查"))
                .post(HOLDS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @CanIgnoreReturnValue
    ValidatableResponse lift(String hold) {
        return compliance
                .once()
                .body(Map.of("reason", "调查结束"))
                .post(HOLDS + "/" + hold + "/lifting")
                .then();
    }

    /** Makes messages up to a seq so much older. */
    void age(UUID conversation, long upto, String by) {
        assertThat(firm.execute(
                        "update messages set at = at - cast(? as interval) where conversation_id = ? and seq <= ?",
                        by,
                        conversation,
                        upto))
                .isPositive();
    }

    int messages(UUID conversation) {
        return Integer.parseInt(firm.one("select count(*) from messages where conversation_id = ?", conversation));
    }

    static String upload(Person by, byte[] photo) {
        return by.request()
                .contentType("multipart/form-data")
                .multiPart("file", "photo.jpg", photo, "image/jpeg")
                .post("/api/v1/files")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static String upload(Person by) {
        return upload(by, Photo.jpeg());
    }

    static void send(ChatApp app, UUID conversation, String file) {
        var sent = app.post(conversation, UUID.randomUUID(), "file", "{\"fileId\":\"%s\"}".formatted(file));
        assertThat(sent.path("t").asText()).isEqualTo("ok");
    }

    static int download(Person by, String file) {
        return by.request().accept("*/*").get("/api/v1/files/" + file).statusCode();
    }

    boolean stores(String sha256) {
        return java.nio.file.Files.exists(service.dataDir()
                .resolve("files")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256));
    }

    @Override
    public void close() {
        service.close();
        database.close();
    }
}
