package io.wealthcrm.privacy;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.BusinessDays;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** Requests of people about their data (个人信息权利请求): taken in, read, verified; {@link PrivacyDecisions} decides them. */
@ApplicationScoped
class PrivacyRequests {
    static final String SUBJECT = "PRIVACY_REQUEST";

    private static final String ADD =
            """
            insert into privacy_requests (id, customer_id, kind, state, channel, note, evidence_file_id, received_at, due_on, by_id)
            values (?1, ?2, ?3, 'RECEIVED', ?4, cast(?5 as text), cast(?6 as uuid), ?7, ?8, ?9)""";

    private static final String VERIFY =
            """
            update privacy_requests set state = 'VERIFIED', verified_by = ?2, verified_at = ?3, version = version + 1 where id = ?1""";

    private static final String ONE = PrivacyRequest.SELECT + " where r.id = ?1";
    private static final String OF_CUSTOMER = PrivacyRequest.SELECT
            + """

             where r.id in (
                    select id from privacy_requests
                     where customer_id = ?1 or customer_id in (select id from merged_customers where merged_into = ?1)
                     order by id desc limit 100)
             order by r.id desc""";

    private static final String LIST = PrivacyRequest.SELECT
            + """

             where r.id in (
                    select id from privacy_requests
                     where (cast(?1 as text) is null or state = cast(?1 as text))
                       and (cast(?2 as text) is null or kind = cast(?2 as text))
                       and (not cast(?3 as boolean) or state in ('RECEIVED', 'VERIFIED', 'IN_PROGRESS') and due_on < ?4)
                       and (cast(?5 as uuid) is null or id < cast(?5 as uuid))
                     order by id desc limit ?6)
             order by r.id desc""";

    private final Customers customers;
    private final BusinessDays days;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;
    private final PrivacyConfig settings;

    PrivacyRequests(
            Customers customers,
            BusinessDays days,
            Audit audit,
            Clock clock,
            WealthConfig config,
            PrivacyConfig settings) {
        this.customers = customers;
        this.days = days;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
        this.settings = settings;
    }

    /** @throws Problem NOT_FOUND, INVALID_INPUT, UNKNOWN_EVIDENCE, PRIVACY_REQUEST_OPEN */
    @WithTransaction
    Uni<PrivacyRequestView> ask(Caller caller, UUID customer, NewPrivacyRequest input) {
        UUID id = Ids.next();
        return requireOnFile(caller, customer)
                .chain(() -> customers.requireEvidence(customer, input.evidenceFileId()))
                .chain(() -> Db.execute(
                        ADD,
                        id,
                        customer,
                        input.kind().name(),
                        input.channelFor(caller).name(),
                        input.note(),
                        input.evidenceFileId(),
                        clock.instant(),
                        days.banks().plus(today(), settings.answerDays()),
                        caller.userId()))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "privacy_requests_one_open"))
                .transform(failure -> Problem.of(PrivacyProblem.PRIVACY_REQUEST_OPEN))
                .call(() -> audit.record(caller.userId(), "PRIVACY_REQUEST_RECEIVED", SUBJECT, id))
                .chain(() -> find(id))
                .map(request -> shown(caller, request));
    }

    /**
     * In the caller's sight; and erased for those who read what is kept, though nothing else is written of it: to what is kept people
     * go on having their rights (PIPL art. 45).
     */
    private Uni<?> requireOnFile(Caller caller, UUID customer) {
        return !caller.scope().archive()
                ? customers.brief(caller.scope(), customer)
                : Db.select(UUID.class, "select id from erased_customers where id = ?1", customer)
                        .chain(erased -> erased.isEmpty()
                                ? customers.brief(caller.scope(), customer).replaceWithVoid()
                                : Uni.createFrom().voidItem());
    }

    /** The customer's, the newest first. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<PrivacyRequestView>> ofCustomer(Caller caller, UUID customer) {
        return customers
                .brief(caller.scope(), customer)
                .chain(() -> Db.select(PrivacyRequest.class, OF_CUSTOMER, customer))
                .map(rows ->
                        new Page<>(rows.stream().map(row -> shown(caller, row)).toList(), null));
    }

    /** The newest first. */
    @WithSession
    Uni<Page<PrivacyRequestView>> list(PrivacyKind kind, PrivacyState state, boolean overdue, PageRequest page) {
        return Db.select(
                        PrivacyRequest.class,
                        LIST,
                        state == null ? null : state.name(),
                        kind == null ? null : kind.name(),
                        overdue,
                        today(),
                        page.after(),
                        page.rows())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id()))
                        .map(row -> PrivacyRequestView.of(row, today())));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<PrivacyRequestView> view(UUID id) {
        return find(id).map(row -> PrivacyRequestView.of(row, today()));
    }

    /** It is known that the customer asks (身份核验). @throws Problem NOT_FOUND, PRIVACY_REQUEST_STATE */
    @WithTransaction
    Uni<PrivacyRequestView> verify(Caller caller, UUID id) {
        return locked(id)
                .invoke(request -> require(request, PrivacyState.RECEIVED))
                .chain(() -> Db.execute(VERIFY, id, caller.userId(), clock.instant()))
                .call(() -> audit.record(caller.userId(), "PRIVACY_REQUEST_VERIFIED", SUBJECT, id))
                .chain(() -> find(id))
                .map(row -> PrivacyRequestView.of(row, today()));
    }

    /** Joins the caller's session. @throws Problem NOT_FOUND */
    Uni<PrivacyRequest> find(UUID id) {
        return Db.one(PrivacyRequest.class, ONE, id);
    }

    /** Its row is locked first, so that two steps take turns. Joins the caller's transaction. @throws Problem NOT_FOUND */
    Uni<PrivacyRequest> locked(UUID id) {
        return Db.select(UUID.class, "select id from privacy_requests where id = ?1 for update", id)
                .chain(() -> find(id));
    }

    /** @throws Problem PRIVACY_REQUEST_STATE */
    static void require(PrivacyRequest request, PrivacyState state) {
        if (request.state() != state) {
            throw Problem.of(PrivacyProblem.PRIVACY_REQUEST_STATE, Map.of("current", request.state()));
        }
    }

    private PrivacyRequestView shown(Caller caller, PrivacyRequest row) {
        PrivacyRequestView view = PrivacyRequestView.of(row, today());
        return caller.has(Role.CUSTOMER) ? view.forCustomer() : view;
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
