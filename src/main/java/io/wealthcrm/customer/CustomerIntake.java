package io.wealthcrm.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Restorations;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Many customers taken on at once: judged and sealed without the database, then stored with one statement. */
@ApplicationScoped
public class CustomerIntake {
    /** In the order of phones, so that imports of the same people queue. Who came onto file meanwhile is passed over; the member app is opened to those taken on, as for a single one. */
    private static final String TAKE_ON =
            """
            with arrived as (
                insert into customers (%s, advisor_id, unit_id, advisor_since, created_at, created_by)
                select %s, ?2, ?3, ?4, ?4, ?5 from %s
                 order by r.phone_index
                on conflict do nothing returning id, name, phone_index),
            enrolled as (
                insert into users (id, display_name, roles, customer_id, phone_index)
                select uuidv7(), name, '{CUSTOMER}', id, phone_index from arrived on conflict do nothing)
            select id from arrived"""
                    .formatted(Seeds.PROFILE, Seeds.PROFILE_VALUES, Seeds.RECORDS);

    /** Those still in sight, locked, in the order in which everybody locks them. */
    private static final String LOCK =
            """
            select id from customers
             where id = any (?1) and (?2 or advisor_id = any (?3) or unit_id = any (?4)) order by id for update""";

    /** What a row says nothing of stays; an operation that can be taken back moves the version far on. */
    private static final String UPDATE =
            """
            update customers c
               set gender = coalesce(r.gender, c.gender), birthday = coalesce(r.birthday, c.birthday),
                   occupation = coalesce(r.occupation, c.occupation), city = coalesce(r.city, c.city),
                   hometown = coalesce(r.hometown, c.hometown), channel = coalesce(r.channel, c.channel),
                   asset_band = coalesce(r.asset_band, c.asset_band),
                   interests = case when cardinality(r.interests) = 0 then c.interests else r.interests end,
                   extra = c.extra || coalesce(r.extra, '{}'),
                   version = c.version + %d
              from %s where c.id = r.id and c.id = any (?2)"""
                    .formatted(Restorations.VERSIONS_APART, Seeds.RECORDS);

    private final Seeds seeds;
    private final Restorations restorations;
    private final Tiers tiers;
    private final Advisors advisors;
    private final ExtraFields fields;
    private final SensitiveConsents consents;
    private final PersonalData personal;
    private final Validator validator;
    private final ObjectMapper json;
    private final Clock clock;
    private final WealthConfig config;

    CustomerIntake(
            Seeds seeds,
            Restorations restorations,
            Tiers tiers,
            Advisors advisors,
            ExtraFields fields,
            SensitiveConsents consents,
            PersonalData personal,
            Validator validator,
            ObjectMapper json,
            Clock clock,
            WealthConfig config) {
        this.seeds = seeds;
        this.restorations = restorations;
        this.tiers = tiers;
        this.advisors = advisors;
        this.fields = fields;
        this.consents = consents;
        this.personal = personal;
        this.validator = validator;
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    /** Whose the customers become, and in which unit. */
    public record Owner(UUID advisorId, UUID unitId) {}

    /**
     * The caller, where no other is named; else that advisor, who must be below the caller, or anybody's for operations.
     * Joins the caller's session.
     *
     * @throws Problem UNKNOWN_ADVISOR
     */
    public Uni<Owner> owner(Caller caller, UUID named) {
        return advisors.owner(caller, named).map(owner -> new Owner(owner.advisorId(), owner.unitId()));
    }

    /** What the caller may write of the extra fields. One round trip, or two. Joins the caller's session. */
    public Uni<WritableExtra> extra(Caller caller) {
        return fields.access(caller).map(WritableExtra::new);
    }

    /** Whether an ID number is taken only of who has consented, as nobody has who is new. */
    public boolean idNumberWantsConsent() {
        return consents.idNumberWantsOne();
    }

    /** Judges and seals each by the rules of {@code POST /customers}, on all processors. Blocks. */
    public List<CheckedDraft> check(List<CustomerDraft> drafts) {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        return drafts.parallelStream().map(draft -> checked(draft, today)).toList();
    }

    /**
     * Stores those checked whom nobody else has put on file meanwhile; answers their ids. Joins the caller's transaction. Two
     * round trips.
     *
     * @param sealed {@link CheckedDraft#sealed} of each, as a JSON array
     */
    public Uni<List<UUID>> takeOn(String sealed, Owner owner, UUID by, Instant at) {
        return Db.select(UUID.class, TAKE_ON, sealed, owner.advisorId(), owner.unitId(), at, by)
                .call(customers -> tiers.settle(customers));
    }

    /** Locks those who are in sight still until the transaction ends; answers their ids. Joins the caller's transaction. */
    public Uni<List<UUID>> lock(Scope scope, List<UUID> customers) {
        return customers.isEmpty()
                ? Uni.createFrom().item(customers)
                : Db.select(
                        UUID.class,
                        LOCK,
                        customers.toArray(UUID[]::new),
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray());
    }

    /**
     * Brings customers on file up to date with what was checked, as a part of an operation that can be taken back. Name, phone and ID
     * number stay. Joins the caller's transaction. Two round trips.
     *
     * @param customers {@link #lock locked}; others are left alone
     * @param sealed {@link CheckedDraft#sealed} of each, as a JSON array, with the id of the customer it is for
     */
    public Uni<Void> bringUpToDate(List<UUID> customers, String sealed, UUID operation) {
        return restorations
                .change(operation, "customers", UPDATE, sealed, customers.toArray(UUID[]::new))
                .chain(() -> tiers.settle(customers))
                .replaceWithVoid();
    }

    /** Judges the tiers of customers anew whose profile went back to what it was. Joins the caller's transaction. */
    public Uni<Void> settleTiers(List<UUID> customers) {
        return tiers.settle(customers).replaceWithVoid();
    }

    private CheckedDraft checked(CustomerDraft draft, LocalDate today) {
        NewCustomer entry = draft.entry();
        Set<ConstraintViolation<NewCustomer>> violations = validator.validate(entry);
        if (!violations.isEmpty()) {
            return CheckedDraft.refused(draft.id(), CommonProblem.INVALID_INPUT.name(), field(violations));
        }
        try {
            return sealed(draft.id(), entry.normalised(today));
        } catch (Problem refused) {
            String pointer = refused.errors().isEmpty()
                    ? fieldOf(refused)
                    : refused.errors().get(0).pointer().substring(1);
            return CheckedDraft.refused(draft.id(), refused.code().name(), pointer);
        }
    }

    /** The first by name, so that the same row is always refused for the same. */
    private static String field(Set<ConstraintViolation<NewCustomer>> violations) {
        return violations.stream()
                .map(violation -> violation.getPropertyPath().toString().replaceAll("[^a-zA-Z].*", ""))
                .min(String::compareTo)
                .orElseThrow();
    }

    private static String fieldOf(Problem refused) {
        return refused.code() == CustomerProblem.INVALID_ID_NUMBER ? "idNumber" : "phone";
    }

    private CheckedDraft sealed(UUID id, NewCustomer profile) {
        Seeds.Prepared prepared = seeds.prepared(id, profile);
        try {
            return new CheckedDraft(
                    id,
                    json.writeValueAsString(prepared),
                    prepared.phone_index(),
                    prepared.id_number_index(),
                    profile.phone().substring(profile.phone().length() - 4),
                    null,
                    null);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
