package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two people share the only connection: each use of it must show the one it is for, and never whom it served before. */
class OneConnectionServiceTest {
    private static final int TIMES = 100;

    /** An advisor with one customer. */
    private record Seller(Person advisor, UUID customer) {
        void look(UUID foreign) {
            advisor.request().get("/api/v1/customers").then().statusCode(200).body("items.id", contains(customer + ""));
            advisor.request().get("/api/v1/customers/" + customer).then().statusCode(200);
            advisor.request().get("/api/v1/customers/" + foreign).then().statusCode(404);
        }
    }

    @Test
    void twoPeopleTakeTurnsOnOneConnection() {
        try (Service service = Service.named("one-connection")
                .withoutDemo()
                .with("quarkus.datasource.reactive.max-size", "1")
                .start()) {
            Firm firm = Firm.on(service);
            Seller one = seller(firm);
            Seller other = seller(firm);
            List<CompletableFuture<Void>> both = List.of(looking(one, other), looking(other, one));
            both.forEach(CompletableFuture::join);
            assertThat(firm.one("select count(*) from pg_stat_activity where usename = 'wealth_app'"))
                    .isEqualTo("1");
        }
    }

    private static Seller seller(Firm firm) {
        Person advisor = firm.advisor();
        return new Seller(advisor, firm.customerOf(advisor, "轮流"));
    }

    private static CompletableFuture<Void> looking(Seller seller, Seller other) {
        return CompletableFuture.runAsync(() -> {
            for (int time = 0; time < TIMES; time++) {
                seller.look(other.customer());
            }
        });
    }
}
