package io.wealthcrm.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerErased;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import io.wealthcrm.shared.files.ReleasedFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans what is erased of a customer and does exactly that; both read {@code personal_records}. Joins the caller's transaction. */
@ApplicationScoped
class Erasures {
    private static final String LOCK = "select id from customers where id = ?1 for update";

    private static final String HINDRANCE =
            """
            select case
                when not exists (select from customers where id = ?1 and erased_at is null) then 'ERASURE_DONE'
                when exists (select from open_orders where customer_id = ?1) then 'ERASURE_ORDERS_OPEN'
                when exists (select from holdings where customer_id = ?1 and status = 'OPEN') then 'ERASURE_HOLDINGS_OPEN'
                when exists (select from payouts where customer_id = ?1 and status <> 'PAID') then 'ERASURE_PAYOUTS_OPEN'
                when exists (select from complaints where customer_id = ?1 and state <> 'CLOSED') then 'ERASURE_COMPLAINT_OPEN'
                when exists (select from merges m join restorable_operations o on o.id = m.id
                              where m.survivor_id in (select persons_of(?1)) and o.undone_at is null and o.at > ?2) then 'ERASURE_MERGE_PENDING'
                when %s then 'ERASURE_ON_HOLD'
                end"""
                    .formatted(held("?1"));

    private static final String PLAN =
            """
            select p.section, p.relation, p.action, p.until, p.basis, a.zh, a.en, p.row_count
              from erasure_plan(?1, ?2) p left join retention_articles a on a.code = p.basis""";

    private static final String ERASE =
            """
            with done as materialized (select * from erase_customer(?1, ?2, ?3, ?4))
            select p.section, p.relation, p.action, p.until, p.basis, a.zh, a.en, p.row_count, array_to_string(d.files, ',') as files
              from done d cross join unnest(d.plan) with ordinality p left join retention_articles a on a.code = p.basis
             order by p.ordinality""";

    /** Whether a hold (证据保全) keeps what was said with a customer, by any account of theirs. */
    static String held(String customer) {
        return """
                exists (select from chat_holds h
                         where h.lifted_at is null
                           and (h.user_id in (select accounts_of(%1$s)) or exists (select from members m
                                 where m.conversation_id = h.conversation_id and m.user_id in (select accounts_of(%1$s)))))"""
                .formatted(customer);
    }

    private final Customers customers;
    private final ReleasedFiles files;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;
    private final WealthConfig config;
    private final PrivacyConfig settings;

    Erasures(
            Customers customers,
            ReleasedFiles files,
            Outbox outbox,
            ObjectMapper json,
            Clock clock,
            WealthConfig config,
            PrivacyConfig settings) {
        this.customers = customers;
        this.files = files;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
        this.config = config;
        this.settings = settings;
    }

    record Step(
            PrivacySection section,
            String records,
            ErasureStep.Action action,
            LocalDate until,
            String basis,
            String zh,
            String en,
            long rows) {
        ErasureStep view() {
            return new ErasureStep(section, records, action, until, basis, zh, en, rows);
        }
    }

    record Done(
            PrivacySection section,
            String records,
            ErasureStep.Action action,
            LocalDate until,
            String basis,
            String zh,
            String en,
            long rows,
            String files) {
        ErasureStep view() {
            return new ErasureStep(section, records, action, until, basis, zh, en, rows);
        }
    }

    /** What erasing would do today, and what would hinder it. */
    Uni<ErasurePlan> plan(UUID customer) {
        return Db.select(String.class, HINDRANCE, customer, clock.instant().minus(settings.mergeSettles()))
                .chain(hindrance -> Db.select(Step.class, PLAN, customer, today())
                        .map(steps -> plan(
                                customer,
                                hindrance.get(0),
                                steps.stream().map(Step::view).toList())));
    }

    /**
     * Erases what that plan says, which is worked out anew under the customer's lock.
     *
     * @throws Problem ERASURE_…, ERASURE_PLAN_OUTDATED
     */
    Uni<ErasurePlan> carryOut(UUID customer, String planToken) {
        return Db.select(UUID.class, LOCK, customer)
                .chain(() -> plan(customer))
                .invoke(plan -> requireThat(plan, planToken))
                .chain(() -> erase(customer));
    }

    /** What need not be kept any more goes. */
    Uni<ErasurePlan> erase(UUID customer) {
        return Db.select(UUID.class, "select accounts_of(?1)", customer)
                .call(accounts -> outbox.publish(new CustomerErased(customer, accounts)))
                .chain(() -> Db.select(
                        Done.class, ERASE, customer, clock.instant(), today(), customers.phoneOfNobody(customer)))
                .call(done -> files.release(files(done)))
                .map(done -> plan(customer, null, done.stream().map(Done::view).toList()));
    }

    private static List<UUID> files(List<Done> done) {
        return done.isEmpty() || done.get(0).files().isEmpty()
                ? List.of()
                : Arrays.stream(done.get(0).files().split(","))
                        .map(UUID::fromString)
                        .toList();
    }

    private static void requireThat(ErasurePlan plan, String token) {
        if (plan.hindrance() != null) {
            throw Problem.of(plan.hindrance());
        }
        if (!plan.planToken().equals(token)) {
            throw Problem.of(PrivacyProblem.ERASURE_PLAN_OUTDATED, Map.of("planToken", plan.planToken()));
        }
    }

    private ErasurePlan plan(UUID customer, String hindrance, List<ErasureStep> steps) {
        UUID token = UUID.nameUUIDFromBytes((customer + write(steps)).getBytes(StandardCharsets.UTF_8));
        return new ErasurePlan(
                customer, hindrance == null ? null : PrivacyProblem.valueOf(hindrance), steps, token.toString());
    }

    String write(List<ErasureStep> steps) {
        try {
            return json.writeValueAsString(steps);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
