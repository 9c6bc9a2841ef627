package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.testing.FakeClamd;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.TusClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A process killed in the middle of applying an import, a scanner of viruses, and ID numbers that want a consent, on a service of its
 * own: nothing else may die with it.
 */
class ImportCrashServiceTest {
    private static final String PATH = "/api/v1/customers/imports";
    private static final int ROWS = 1_500;

    private static FakeClamd clamd;
    private static Service service;
    private static Firm firm;

    @BeforeAll
    static void start() {
        clamd = FakeClamd.finding("EICAR");
        service = Service.named("exchange-crash")
                .withoutDemo()
                .with("wealth.exchange.rows-per-step", "50")
                .with("wealth.files.clamd", clamd.address())
                .with("wealth.customers.id-number-consent", "ENFORCE")
                .start();
        firm = Firm.on(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        clamd.close();
    }

    @Test
    void whereAnIdNumberWantsAConsentNobodyNewComesWithOne() {
        Person advisor = firm.advisor();
        String number = "11010519491231002X";
        Map<String, Object> entered =
                Map.of("name", "吴同意", "phone", Firm.newPhone(), "idNumber", number, "confirmNew", true);
        advisor.once()
                .body(entered)
                .post("/api/v1/customers")
                .then()
                .statusCode(422)
                .body("code", equalTo("SENSITIVE_CONSENT_MISSING"));
        String table = "姓名,手机,身份证号\n吴同意," + Firm.newPhone() + "," + number + "\n无证件," + Firm.newPhone() + ",\n";
        advisor.once()
                .contentType("multipart/form-data")
                .multiPart("file", "ids.csv", table.getBytes(StandardCharsets.UTF_8))
                .post(PATH)
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> firm.one("select state from imports where by_id = ?", advisor.id()), "DONE"::equals);
        assertThat(firm.one(
                        """
                        select string_agg(r.state || coalesce(' ' || r.code || ' ' || r.field, ''), ', ' order by r.line)
                          from import_rows r join imports i on i.id = r.import_id where i.by_id = ?""",
                        advisor.id()))
                .isEqualTo("REFUSED SENSITIVE_CONSENT_MISSING idNumber, APPLIED");
    }

    /** However it comes: with the request, or as a resumable upload. */
    @Test
    void a_table_with_a_virus_never_becomes_an_import() throws Exception {
        Person advisor = firm.advisor();
        byte[] table = "姓名,手机\nEICAR,13800138000\n".getBytes(StandardCharsets.UTF_8);
        advisor.once()
                .contentType("multipart/form-data")
                .multiPart("file", "x.csv", table)
                .post(PATH)
                .then()
                .statusCode(422)
                .body("code", equalTo("VIRUS_FOUND"));

        TusClient tus = TusClient.of(advisor);
        String infected = begin(tus, table);
        assertThat(tus.patch(infected, 0, table).status()).isEqualTo(422);
        assertThat(status(infected)).isEqualTo("REFUSED");
        byte[] clean = "姓名,手机\n王小伟,13800138000\n".getBytes(StandardCharsets.UTF_8);
        String uploaded = begin(tus, clean);
        assertThat(tus.patch(uploaded, 0, clean).status()).isEqualTo(204);
        assertThat(status(uploaded)).isEqualTo("STORED");
        assertThat(clamd.seen()).contains(clean);
    }

    private static String begin(TusClient tus, byte[] table) throws IOException {
        String purpose = Base64.getEncoder().encodeToString("CUSTOMER_IMPORT".getBytes(StandardCharsets.UTF_8));
        return tus.create(Map.of(
                        "Upload-Length",
                        Integer.toString(table.length),
                        "Upload-Metadata",
                        "filename eC5jc3Y=,purpose " + purpose))
                .header("Location");
    }

    private static String status(String upload) {
        return firm.one(
                "select status from resumable_uploads where id = cast(? as uuid)",
                upload.substring(upload.lastIndexOf('/') + 1));
    }

    @Test
    void an_import_goes_on_where_the_process_was_killed() {
        Person advisor = firm.advisor();
        UUID id = UUID.fromString(advisor.once()
                .contentType("multipart/form-data")
                .multiPart("file", "x.csv", file())
                .post(PATH)
                .then()
                .statusCode(202)
                .extract()
                .path("subjectId"));
        killWhileApplying(id);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> "DONE".equals(firm.one("select state from imports where id = ?", id)));
        assertThat(firm.one("select row_count || '/' || applied || '/' || refused from imports where id = ?", id))
                .isEqualTo(ROWS + "/" + (ROWS - 1) + "/1");
        assertThat(firm.one("select count(*) from customers where advisor_id = ?", advisor.id()))
                .isEqualTo(Integer.toString(ROWS - 1));
        assertThat(firm.one("select done || '/' || total from jobs where subject_id = ?", id))
                .isEqualTo(2 * ROWS + "/" + 2 * ROWS);
    }

    private static void killWhileApplying(UUID id) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> "t".equals(firm.one("select applied >= 200 from imports where id = ?", id)));
        service.kill9();
        assertThat(firm.one("select state from imports where id = ?", id)).isEqualTo("APPLYING");
        service.start();
    }

    /** The last row repeats the first one's phone. */
    private static byte[] file() {
        StringBuilder text = new StringBuilder("姓名,手机\n");
        for (int i = 0; i < ROWS; i++) {
            text.append("客户")
                    .append(i)
                    .append(',')
                    .append(13_900_000_000L + i % (ROWS - 1))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
