package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The ledger of consents and withdrawals (同意与撤回), and what of it counts now. */
@ApplicationScoped
class Consents {
    /**
     * Each purpose that stands otherwise than wanted gets an entry; ids are the service's, so that the newest is the last. A way
     * nothing was ever said of stands as marketing itself, ?9.
     */
    private static final String SETTLE =
            """
            insert into consents (id, customer_id, purpose, granted, given_on, evidence_file_id, by_id, created_at)
            select wanted.id, ?1, wanted.purpose, wanted.granted, ?5, cast(?6 as uuid), ?7, ?8
              from unnest(cast(?2 as uuid[]), cast(?3 as text[]), cast(?4 as boolean[])) as wanted (id, purpose, granted)
              left join customer_consents_now n on n.customer_id = ?1 and n.purpose = wanted.purpose
             where case when wanted.purpose <> 'MARKETING'
                        then coalesce(n.granted and (n.valid_until < ?5) is not true, ?9) <> wanted.granted
                        when wanted.granted then (n.granted and (n.valid_until < ?5) is not true) is not true
                        else n.granted is distinct from false end""";

    private static final String NOW =
            """
            select n.purpose from customer_consents_now n
             where n.customer_id = ?1 and n.granted and (n.valid_until < ?2) is not true""";

    private static final String REFUSED =
            """
            select n.purpose from customer_consents_now n
             where n.customer_id = ?1 and (not n.granted or n.valid_until < ?2)""";

    private static final String NEWEST =
            """
            select c.given_on, c.granted, exists (select from consents e
                                                   where e.customer_id = ?1 and e.evidence_file_id = cast(?3 as uuid) and e.id <= c.id)
              from consents c where c.customer_id = ?1 and c.purpose = ?2 order by c.id desc limit 1""";

    private final Sight sight;
    private final CustomerQueries queries;
    private final Clock clock;
    private final WealthConfig config;

    Consents(Sight sight, CustomerQueries queries, Clock clock, WealthConfig config) {
        this.sight = sight;
        this.queries = queries;
        this.clock = clock;
        this.config = config;
    }

    /** The newest entry of a purpose. @param paperKnown whether the paper that is shown now stood in the ledger already */
    record Entry(LocalDate givenOn, boolean granted, boolean paperKnown) {}

    /** @throws Problem NOT_FOUND, INVALID_INPUT, UNKNOWN_EVIDENCE, MARKETING_NOT_CONSENTED */
    @WithTransaction
    Uni<ConsentView> add(Caller caller, UUID customer, NewConsent input) {
        input.check(today());
        return sight.customer(caller.scope(), customer)
                .chain(() -> Evidence.requireOf(customer, input.evidenceFileId()))
                .chain(() -> lock(customer))
                .chain(() -> requireParent(customer, input))
                .chain(() -> requireNews(caller, customer, input))
                .chain(() ->
                        Db.persist(Consent.of(Ids.next(), customer, input, caller.userId(), clock.instant(), today())))
                .call(consent -> withdrawsAll(input) ? settle(caller, customer, input, List.of()) : done())
                .map(ConsentView::of);
    }

    /** Opts out of all marketing (营销退订), whatever had been said before. @throws Problem NOT_FOUND, UNKNOWN_EVIDENCE */
    @WithTransaction
    Uni<ConsentView> optOut(Caller caller, UUID customer, UUID evidence) {
        return add(caller, customer, new NewConsent(Consent.Purpose.MARKETING, false, null, null, evidence));
    }

    /** Newest first; two round trips. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<ConsentView>> list(Scope scope, UUID customer) {
        return sight.customer(scope, customer)
                .chain(() -> queries.consents(customer))
                .map(rows -> new Page<>(rows.stream().map(ConsentView::of).toList(), null));
    }

    /** What the caller, a customer, has consented to. */
    @WithSession
    Uni<PrivacyChoices> mine(Caller caller) {
        return read(caller.customerId());
    }

    /** What differs goes onto the ledger. @throws Problem INVALID_INPUT, VERSION_REQUIRED, STALE_VERSION */
    @WithTransaction
    Uni<PrivacyChoices> choose(Caller caller, String ifMatch, NewPrivacyChoices wanted) {
        wanted.check();
        UUID customer = caller.customerId();
        NewConsent marketing = new NewConsent(Consent.Purpose.MARKETING, wanted.marketing(), null, null, null);
        return lock(customer)
                .chain(() -> read(customer))
                .invoke(now -> Version.require(ifMatch, now.version()))
                .chain(() -> settle(caller, customer, marketing, wanted.allowed()))
                .chain(() -> read(customer));
    }

    private Uni<PrivacyChoices> read(UUID customer) {
        return Db.select(String.class, NOW, customer, today()).chain(granted -> Db.select(
                        String.class, REFUSED, customer, today())
                .chain(refused -> Db.one(Long.class, "select count(*) from consents where customer_id = ?1", customer)
                        .map(entries -> PrivacyChoices.of(granted, refused, entries))));
    }

    /** The customer's entries take turns. */
    private static Uni<Void> lock(UUID customer) {
        return Db.select(UUID.class, "select id from customers where id = ?1 for no key update", customer)
                .replaceWithVoid();
    }

    private Uni<Void> requireParent(UUID customer, NewConsent input) {
        if (!input.granted() || !Consent.Purpose.WAYS.contains(input.purpose())) {
            return done();
        }
        return Db.select(String.class, NOW, customer, today())
                .invoke(granted -> {
                    if (!granted.contains(Consent.Purpose.MARKETING.name())) {
                        throw Problem.of(CustomerProblem.MARKETING_NOT_CONSENTED, Map.of("purpose", input.purpose()));
                    }
                })
                .replaceWithVoid();
    }

    /**
     * After a withdrawal a consent has to be a later one, and takes more than the word of somebody else, whoever wrote the withdrawal
     * down: the firm has to show that the customer consented (PIPL art. 14, 15 and 69).
     */
    private Uni<Void> requireNews(Caller caller, UUID customer, NewConsent input) {
        return !input.granted()
                ? done()
                : Db.select(Entry.class, NEWEST, customer, input.purpose().name(), input.evidenceFileId())
                        .invoke(entries -> entries.stream()
                                .filter(entry -> !entry.granted())
                                .forEach(withdrawal -> checkAfter(caller, withdrawal, input)))
                        .replaceWithVoid();
    }

    private void checkAfter(Caller caller, Entry withdrawal, NewConsent input) {
        input.checkAfter(withdrawal.givenOn(), today());
        if (caller.customerId() == null) {
            input.checkShown(withdrawal.paperKnown());
        }
    }

    private static boolean withdrawsAll(NewConsent input) {
        return input.purpose() == Consent.Purpose.MARKETING && !input.granted();
    }

    /** Marketing as {@code input} has it, and of the ways those allowed. */
    private Uni<Void> settle(Caller caller, UUID customer, NewConsent input, List<Consent.Purpose> allowed) {
        UUID[] ids = {Ids.next(), Ids.next(), Ids.next(), Ids.next()};
        List<Consent.Purpose> purposes = new ArrayList<>(Consent.Purpose.WAYS);
        purposes.add(input.purpose());
        Boolean[] granted = purposes.stream()
                .map(purpose -> purpose == input.purpose() ? input.granted() : (Boolean) allowed.contains(purpose))
                .toArray(Boolean[]::new);
        return Db.flush()
                .chain(() -> Db.execute(
                        SETTLE,
                        customer,
                        ids,
                        purposes.stream().map(Enum::name).toArray(String[]::new),
                        granted,
                        today(),
                        input.evidenceFileId(),
                        caller.userId(),
                        clock.instant(),
                        input.granted()))
                .replaceWithVoid();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
