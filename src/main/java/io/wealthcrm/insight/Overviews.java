package io.wealthcrm.insight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.contribution.ContributionView;
import io.wealthcrm.customer.CustomerView;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.order.OpenOrders;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Customers at one look: the profile, and then all the rest with one statement. */
@ApplicationScoped
class Overviews {
    private final Customers customers;
    private final OpenOrders orders;
    private final ObjectMapper json;
    private final Clock clock;
    private final ZoneId zone;

    Overviews(Customers customers, OpenOrders orders, ObjectMapper json, Clock clock, WealthConfig config) {
        this.customers = customers;
        this.orders = orders;
        this.json = json;
        this.clock = clock;
        this.zone = config.zone();
    }

    /** Two round trips. @throws Problem NOT_FOUND, also out of sight */
    @WithSession
    Uni<Overview> of(Caller caller, UUID customer, Language language) {
        return customers.profile(caller, customer).chain(profile -> parts(caller.scope(), customer)
                .map(parts -> overview(profile, parts, language)));
    }

    private Uni<List<Section.Part>> parts(Scope scope, UUID customer) {
        Instant now = clock.instant();
        return Db.select(
                Section.Part.class,
                scope.kind() == Scope.Kind.SELF ? Section.FOR_CUSTOMERS : Section.FOR_STAFF,
                customer,
                now,
                LocalDate.ofInstant(now, zone),
                zone.getId(),
                scope.firm(),
                scope.me(),
                scope.unitArray(),
                scope.customerId(),
                scope.mineArray(),
                scope.seatArray());
    }

    private Overview overview(CustomerView profile, List<Section.Part> all, Language language) {
        Map<Section, List<String>> parts = all.stream()
                .collect(Collectors.groupingBy(
                        Section.Part::section, Collectors.mapping(Section.Part::payload, Collectors.toList())));
        return new Overview(
                profile,
                read(parts, Section.HOUSEHOLD, Overview.OwnHousehold.class),
                read(parts, Section.HOLDING, Overview.OpenHolding.class),
                read(parts, Section.HOLDING_TOTAL, Overview.HoldingTotal.class),
                parts.getOrDefault(Section.ORDER, List.of()).stream()
                        .map(facts -> orders.of(facts, language))
                        .toList(),
                read(parts, Section.REMINDER, Overview.NextReminder.class),
                read(parts, Section.CONTACT, Overview.LastContact.class),
                read(parts, Section.COMPLAINT, Overview.OpenComplaint.class),
                read(parts, Section.CONSENT, Overview.NewestConsent.class),
                read(parts, Section.CONTRIBUTION, ContributionView.class).stream()
                        .findFirst()
                        .orElse(null),
                read(parts, Section.ATTRITION, Overview.ShrunkDealing.class));
    }

    private <T> List<T> read(Map<Section, List<String>> parts, Section section, Class<T> type) {
        return parts.getOrDefault(section, List.of()).stream()
                .map(payload -> read(payload, type))
                .toList();
    }

    private <T> T read(String payload, Class<T> type) {
        try {
            return json.readValue(payload, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
