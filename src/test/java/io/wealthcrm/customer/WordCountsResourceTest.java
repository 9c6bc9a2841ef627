package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Reads what PostgreSQL knows of words over the driver that the service reads it with. */
@OnSharedService
class WordCountsResourceTest {
    private static final String COMMON =
            "select k from customer_words, unnest(name_keys(search_text)) k group by k order by count(*) desc, k limit 1";
    private static final String PREFIX =
            "select cast(t as text) from customer_words, unnest(phone_tokens) t group by t order by count(*) desc, t limit 1";

    private final Service service;
    private final Firm firm;

    WordCountsResourceTest(Service service) {
        this.service = service;
        firm = Firm.on(service);
    }

    @Test
    void commonWordsAreCountedAndOthersKnownToBeRarer() throws Exception {
        assertThat(firm.customerOf(firm.advisor(), "计数")).isNotNull();
        Vertx vertx = Vertx.vertx();
        try {
            Pool pool = Pool.newInstance(
                    PgBuilder.pool().connectingTo(owner()).using(vertx).build());
            WordCounts counts = new WordCounts(null, pool);
            assertThat(counts.ofName(List.of("any")).share()).isEqualTo(1);
            // Others add customers meanwhile.
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                firm.execute("analyze customer_words");
                counts.read().await().atMost(Duration.ofSeconds(10));
                String common = firm.one(COMMON);
                assertAbout(
                        counts.ofName(List.of(common)),
                        "name_keys(search_text) @> array['" + common.replace("'", "''") + "']");
                assertAbout(counts.ofName(List.of("nobody", common)), "false");
                String prefix = firm.one(PREFIX);
                assertAbout(counts.ofPhone(Integer.parseInt(prefix)), "phone_tokens @> array[" + prefix + "]");
            });
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    /** Of none there may be as few as of the rarest that are counted. */
    private void assertAbout(WordCounts.Count count, String condition) {
        double all = Double.parseDouble(firm.one("select count(*) from customer_words"));
        double those = Double.parseDouble(firm.one("select count(*) from customer_words where " + condition));
        assertThat(count.customers()).isBetween(those * 0.7, those * 1.3 + all * 0.1);
        assertThat(count.share()).isBetween(those / all * 0.7, those / all * 1.3 + 0.1);
    }

    private PgConnectOptions owner() throws IOException {
        return PgConnectOptions.fromUri(service.databaseUrl().substring("jdbc:".length()))
                .setUser("wealth")
                .setPassword(Files.readString(service.dataDir().resolve("keys/postgres-wealth")));
    }
}
