package io.wealthcrm.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;

/** Orders under way for whoever reads the view {@code order_gate_facts} within a statement of its own. */
@ApplicationScoped
public class OpenOrders {
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
        try {
            return json.readValue(facts, OrderFacts.class)
                    .open(LocalDate.ofInstant(clock.instant(), config.zone()), language);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
