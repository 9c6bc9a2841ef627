package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 成交播报: what colleagues hear of an order that was confirmed. */
@OnSharedService
class DealNewsResourceTest {

    @Test
    void everybodyWhoSellsHearsOfADealAndNobodyWhoseItIs(Service service) {
        Sale sale = Sale.of(service);
        Person colleague = sale.firm.advisorIn(sale.firm.otherTeam);
        Person undisturbed = sale.firm.advisor();
        undisturbed
                .request()
                .header("If-Match", "\"0\"")
                .body(Map.of(
                        "kinds",
                        Set.of(),
                        "inbox",
                        undisturbed
                                .request()
                                .get("/api/v1/notification-preferences")
                                .jsonPath()
                                .getList("inbox", String.class)
                                .stream()
                                .filter(kind -> !kind.equals("DEAL"))
                                .toList()))
                .put("/api/v1/notification-preferences")
                .then()
                .statusCode(200);
        sale.cooledOff();
        await().until(sale::status, "AWAITING_CALLBACK"::equals);
        sale.callBack("CONFIRMED").statusCode(201);

        await().until(() -> told(sale, colleague), told -> told != null);
        assertThat(told(sale, colleague))
                .contains(sale.product.toString(), sale.advisor.username())
                .doesNotContain(Sale.NAME, sale.customer.toString(), "1500000");
        assertThat(told(sale, sale.advisor)).isNull();
        assertThat(told(sale, sale.operations)).isNull();
        assertThat(told(sale, undisturbed)).isNull();
    }

    private static String told(Sale sale, Person person) {
        return sale.firm.one(
                "select data::text from notifications where kind = 'DEAL' and entity_id = ? and person_id = ?",
                sale.order,
                person.id());
    }
}
