package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A process killed in the middle of applying an import, on a service of its own, for nothing else may die with it. */
class ImportCrashServiceTest {
    private static final int ROWS = 1_500;

    @Test
    void an_import_goes_on_where_the_process_was_killed() {
        try (Service service = Service.named("exchange-crash")
                .withoutDemo()
                .with("wealth.exchange.rows-per-step", "50")
                .start()) {
            Firm firm = Firm.on(service);
            Person advisor = firm.advisor();
            UUID id = UUID.fromString(advisor.once()
                    .contentType("multipart/form-data")
                    .multiPart("file", "x.csv", file())
                    .post("/api/v1/customers/imports")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("subjectId"));
            killWhileApplying(service, firm, id);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> "DONE".equals(firm.one("select state from imports where id = ?", id)));
            assertThat(firm.one("select row_count || '/' || applied || '/' || refused from imports where id = ?", id))
                    .isEqualTo(ROWS + "/" + (ROWS - 1) + "/1");
            assertThat(firm.one("select count(*) from customers where advisor_id = ?", advisor.id()))
                    .isEqualTo(Integer.toString(ROWS - 1));
            assertThat(firm.one("select done || '/' || total from jobs where subject_id = ?", id))
                    .isEqualTo(2 * ROWS + "/" + 2 * ROWS);
        }
    }

    private static void killWhileApplying(Service service, Firm firm, UUID id) {
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
