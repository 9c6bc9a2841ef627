package io.wealthcrm.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** Orders under way for whoever reads the view {@code order_gate_facts} within a statement of its own. */
@ApplicationScoped
public class OpenOrders {
    private static final String FACTS = "select cast(facts as text) from order_gate_facts where id = ?1";

    private final ObjectMapper json;
    private final Clock clock;
    private final WealthConfig config;

    OpenOrders(ObjectMapper json, Clock clock, WealthConfig config) {
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    /**
     * The order with its gates as they stand today, without a round trip.
     *
     * @param facts the column {@code facts} of the view
     * @param language of the gates' rules
     */
    public OpenOrder of(String facts, Language language) {
        return facts(facts).open(LocalDate.ofInstant(clock.instant(), config.zone()), language);
    }

    /** Of an order in sight, in one round trip. Joins the caller's session. */
    Uni<OrderFacts> facts(UUID order) {
        return Db.one(String.class, FACTS, order).map(this::facts);
    }

    private OrderFacts facts(String facts) {
        try {
            return json.readValue(facts, OrderFacts.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
