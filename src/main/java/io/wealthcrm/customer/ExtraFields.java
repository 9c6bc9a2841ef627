package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Files together with what their reader may see of the extra fields. The definitions are remembered, and each customer is read with
 * the number of their edition: a change counts at once on every node, and costs one round trip where it is first met.
 */
@ApplicationScoped
class ExtraFields {
    private final Sight sight;
    private final CustomerQueries queries;
    private final Clock clock;
    private final ZoneId zone;
    private volatile Known known = new Known(0, Map.of());

    ExtraFields(Sight sight, CustomerQueries queries, Clock clock, WealthConfig config) {
        this.sight = sight;
        this.queries = queries;
        this.clock = clock;
        this.zone = config.zone();
    }

    private record Known(long edition, Map<String, ExtraField> byKey) {}

    /** A customer within sight. Joins the caller's session. @throws io.wealthcrm.shared.Problem NOT_FOUND */
    Uni<SeenFile> file(Caller caller, UUID id) {
        return sight.customer(caller.scope(), id).chain(customer -> file(caller, customer));
    }

    /** As {@link #file}, but of customers in whose team the caller only sits there is none. */
    Uni<SeenFile> fileWithoutSeat(Caller caller, UUID id) {
        return sight.customer(caller.scope().withoutSeats(), id).chain(customer -> file(caller, customer));
    }

    /** As {@link #file}, but says of one who was merged into another within sight which one that is. */
    Uni<SeenFile> fileOrSurvivor(Caller caller, UUID id) {
        return sight.customerOrSurvivor(caller.scope(), id).chain(customer -> file(caller, customer));
    }

    /** Of a customer who was read from the database. Joins the caller's session. */
    Uni<SeenFile> file(Caller caller, Customer customer) {
        return at(customer.extraEdition)
                .map(defined -> new SeenFile(
                        customer, new FieldAccess(defined, caller.roles()), LocalDate.now(clock.withZone(zone))));
    }

    /** Of customers who are not on file yet. One round trip, or two. Joins the caller's session. */
    Uni<FieldAccess> access(Caller caller) {
        return Db.select(Long.class, "select number from extra_field_edition")
                .chain(edition -> at(edition.get(0)))
                .map(defined -> new FieldAccess(defined, caller.roles()));
    }

    /** What is read after the number may be newer than it, and is then read once more. */
    private Uni<Map<String, ExtraField>> at(long edition) {
        Known now = known;
        return now.edition() == edition
                ? Uni.createFrom().item(now.byKey())
                : queries.extraFields().map(ExtraFields::byKey).invoke(defined -> known = new Known(edition, defined));
    }

    private static Map<String, ExtraField> byKey(List<ExtraField> fields) {
        return fields.stream().collect(Collectors.toUnmodifiableMap(field -> field.key, Function.identity()));
    }
}
