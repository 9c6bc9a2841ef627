package io.wealthcrm.household;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads households: who sees a member of now sees it, but of the other members no more than what they are in it. */
@ApplicationScoped
class HouseholdReads {
    private static final UUID LAST = new UUID(-1, -1);

    /** The scope from {@code ?2} on; {@code %s} the customers in whose team the caller sits. */
    private static final String SEEN =
            "(cast(?2 as boolean) or c.advisor_id = any (?3) or c.unit_id = any (?4) or c.id = any (%s)) is true";

    private static final String ONE =
            """
            select h.id, h.name as household_name, h.kind, h.created_at, h.version, m.customer_id, c.name, m.role, m.since,
                   %s as seen
              from households h
              join household_members m on m.household_id = h.id and m.until is null
              left join customers c on c.id = m.customer_id
             where h.id = ?1 order by (m.role = 'HEAD') desc, m.id"""
                    .formatted(SEEN.formatted("?5"));

    /** What is in sight is looked up by the customers: a filter would walk through everybody's. */
    private static final String LIST =
            """
            select h.id, h.name, h.kind,
                   cast((select count(*) from household_members m where m.household_id = h.id and m.until is null) as integer),
                   h.created_at, h.version
              from households h
             where h.id < ?1
               and exists (select from household_members m join customers_in_sight c on c.id = m.customer_id
                            where m.household_id = h.id and m.until is null)
               and (cast(?2 as boolean) or h.id in (
                        select m.household_id
                          from customers c join household_members m on m.customer_id = c.id and m.until is null
                         where c.advisor_id = any (?3) or c.unit_id = any (?4) or c.id = any (?7)))
               and (cast(?5 as uuid) is null or h.id in (
                        select m.household_id
                          from customers c join household_members m on m.customer_id = c.id and m.until is null
                         where c.id = cast(?5 as uuid) and %s))
             order by h.id desc limit ?6"""
                    .formatted(SEEN.formatted("?7"));

    private static final String NOTES =
            """
            select n.id, n.text, n.by_id, u.display_name, n.at
              from household_notes n join users u on u.id = n.by_id
             where n.household_id = ?1 and n.id < ?2 order by n.id desc limit ?3""";

    private record Row(
            UUID id,
            String name,
            HouseholdKind kind,
            Instant createdAt,
            long version,
            UUID customer,
            String customerName,
            HouseholdRole role,
            LocalDate since,
            boolean seen) {
        HouseholdView.Member member() {
            return seen
                    ? new HouseholdView.Member(customer, customerName, role, since, false)
                    : new HouseholdView.Member(null, null, role, null, true);
        }
    }

    /** One round trip. @throws Problem NOT_FOUND where no member of now is in sight */
    @WithSession
    Uni<HouseholdView> view(Scope scope, UUID id) {
        return Db.select(Row.class, ONE, id, scope.firm(), scope.mineArray(), scope.unitArray(), scope.seatArray())
                .map(HouseholdReads::view);
    }

    private static HouseholdView view(List<Row> rows) {
        int hidden = (int) rows.stream().filter(row -> !row.seen()).count();
        if (hidden == rows.size()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        Row any = rows.get(0);
        return new HouseholdView(
                any.id(),
                any.name(),
                any.kind(),
                rows.stream().map(Row::member).toList(),
                hidden,
                any.createdAt(),
                any.version());
    }

    /** The newest first, in one round trip. @param customer null for those of anybody */
    @WithSession
    Uni<Page<HouseholdSummary>> list(Scope scope, UUID customer, PageRequest page) {
        return Db.select(
                        HouseholdSummary.class,
                        LIST,
                        before(page),
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray(),
                        customer,
                        page.rows(),
                        scope.seatArray())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())));
    }

    /** The newest first; two round trips. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<HouseholdNote>> notes(Scope scope, UUID id, PageRequest page) {
        return view(scope, id)
                .chain(() -> Db.select(HouseholdNote.class, NOTES, id, before(page), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())));
    }

    private static UUID before(PageRequest page) {
        UUID after = page.after();
        return after == null ? LAST : after;
    }
}
