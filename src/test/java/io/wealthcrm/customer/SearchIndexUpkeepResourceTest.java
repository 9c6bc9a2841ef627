package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Only the superuser sees what waits to be sorted into an index. */
@OnSharedService
class SearchIndexUpkeepResourceTest {
    private final Service service;

    SearchIndexUpkeepResourceTest(Service service) {
        this.service = service;
    }

    @Test
    void whatChangedIsSortedInWithoutThoseWhoChangeIt() throws Exception {
        String password = Files.readString(service.dataDir().resolve("keys/postgres-superuser"));
        Firm firm = Firm.on(service);
        try (Connection connection = DriverManager.getConnection(service.databaseUrl(), "postgres", password);
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pgstattuple");
            for (String index : new String[] {"customer_words_by_phone_part", "customer_words_by_name_key"}) {
                assertThat(firm.customerOf(firm.advisor(), "待整理")).isNotNull();
                await().atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> pending(statement, index) == 0);
            }
        }
    }

    private static long pending(Statement statement, String index) throws Exception {
        try (ResultSet row = statement.executeQuery("select pending_tuples from pgstatginindex('" + index + "')")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
