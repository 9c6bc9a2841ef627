package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gates read from {@code order_gate_facts} stand as those of the order's own route. */
@OnSharedService
class OpenOrderResourceTest {
    private enum Stage {
        BOOKED(Sale::booked),
        READY(Sale::ready),
        SUBMITTED(Sale::submitted),
        APPROVED(Sale::approved),
        COOLING_OFF(Sale::paid);

        private final UnaryOperator<Sale> reach;

        Stage(UnaryOperator<Sale> reach) {
            this.reach = reach;
        }
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void gatesStandAsThoseOfTheOrder(Stage stage, Service service) {
        Sale sale = stage.reach.apply(Sale.of(service));

        assertThat(gatesOfOverview(sale)).isNotEmpty().isEqualTo(gatesOfOrder(sale));
    }

    @Test
    void gatesStandAsThoseOfTheOrderWhenPapersHaveLapsed(Service service) {
        Sale sale = Sale.of(service).booked();
        sale.firm.assess(sale.customer, "C2", LocalDate.now().minusYears(1));
        sale.firm.qualify(sale.customer, LocalDate.now().minusYears(1));
        assertThat(gatesOfOverview(sale)).isNotEmpty().isEqualTo(gatesOfOrder(sale));
        sale.firm.execute(
                """
                update customers set qualified_until = current_date + 9, qualified_kind = 'FINANCIAL_ASSETS',
                       qualified_amount = 3000000, qualified_pending = true, risk_valid_until = current_date + 9
                 where id = ?""",
                sale.customer);
        assertThat(gatesOfOverview(sale)).isEqualTo(gatesOfOrder(sale));
    }

    private static List<Map<String, Object>> gatesOfOverview(Sale sale) {
        return sale.advisor
                .request()
                .header("Accept-Language", "en")
                .get("/api/v1/customers/{id}/overview", sale.customer)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("orders[0].gates");
    }

    private static List<Map<String, Object>> gatesOfOrder(Sale sale) {
        return sale.advisor
                .request()
                .header("Accept-Language", "en")
                .get("/api/v1/orders/{id}/gates", sale.order)
                .jsonPath()
                .getList("$");
    }
}
