package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Users;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Opens, shows, edits and hands over customers' profiles. */
@ApplicationScoped
class Profiles {
    private static final String SUBJECT = "CUSTOMER";

    private final ExtraFields fields;
    private final SensitiveConsents consents;
    private final Advisors advisors;
    private final HandoverRule handovers;
    private final Likeness likeness;
    private final PersonalData personal;
    private final MergePatch mergePatch;
    private final Timeline timeline;
    private final Tiers tiers;
    private final Users users;
    private final Audit audit;
    private final Outbox outbox;
    private final Clock clock;
    private final WealthConfig config;

    Profiles(
            ExtraFields fields,
            SensitiveConsents consents,
            Advisors advisors,
            HandoverRule handovers,
            Likeness likeness,
            PersonalData personal,
            MergePatch mergePatch,
            Timeline timeline,
            Tiers tiers,
            Users users,
            Audit audit,
            Outbox outbox,
            Clock clock,
            WealthConfig config) {
        this.fields = fields;
        this.consents = consents;
        this.advisors = advisors;
        this.handovers = handovers;
        this.likeness = likeness;
        this.personal = personal;
        this.mergePatch = mergePatch;
        this.timeline = timeline;
        this.tiers = tiers;
        this.users = users;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Opens the file and the member app.
     *
     * @throws Problem DUPLICATE_CUSTOMER, POSSIBLE_DUPLICATE, UNKNOWN_ADVISOR, FIELD_NOT_WRITABLE, SENSITIVE_CONSENT_MISSING, INVALID_…
     */
    @WithTransaction
    Uni<CustomerView> open(Caller caller, NewCustomer input) {
        NewCustomer profile = input.normalised(today());
        return fields.access(caller)
                .invoke(access -> requireKnown(access.entered(profile.extra())))
                .chain(access -> advisors.owner(caller, input.advisorId())
                        .map(owner -> opened(caller, profile, owner))
                        .map(customer -> new SeenFile(customer, access, today())))
                .call(file -> likeness.met(profile)
                        // The very phone or ID number first: whoever has it is no other person, whatever is confirmed.
                        .call(() -> Db.persist(file.customer()))
                        .invoke(Likeness::requireNone))
                .onFailure(Profiles::isDuplicate)
                .transform(failure -> Problem.of(CustomerProblem.DUPLICATE_CUSTOMER))
                .call(file -> enrol(file.customer()))
                .call(file -> judgeIdNumber(file.customer(), input.idNumber() != null))
                .call(this::judge)
                .map(file -> file.view(personal));
    }

    /** Nobody who is not on file yet has consented to anything. */
    private static void requireKnown(FieldAccess.Edited entered) {
        if (entered.sensitive()) {
            throw Problem.of(CustomerProblem.SENSITIVE_CONSENT_MISSING);
        }
    }

    private Customer opened(Caller caller, NewCustomer profile, Customer.Owner owner) {
        return Customer.opened(Ids.next(), profile, owner, caller.userId(), clock.instant(), personal);
    }

    private Uni<Void> enrol(Customer customer) {
        return users.enrolCustomer(customer.id, customer.name, customer.phoneIndex);
    }

    /** One round trip. @throws Problem NOT_FOUND, with {@code mergedInto} where the customer lives on in another within sight */
    @WithSession
    Uni<CustomerView> view(Caller caller, UUID id) {
        return fields.fileOrSurvivor(caller, id).map(file -> file.view(personal));
    }

    /**
     * What the caller does not see of the extra fields stays as it is.
     *
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, DUPLICATE_CUSTOMER, UNKNOWN_FIELD, FIELD_NOT_WRITABLE,
     *     SENSITIVE_CONSENT_MISSING, INVALID_…
     */
    @WithTransaction
    Uni<CustomerView> change(Caller caller, UUID id, String ifMatch, ObjectNode patch) {
        return fields.file(caller, id)
                .call(file -> edit(file, ifMatch, patch))
                .call(file -> judgeIdNumber(file.customer(), patch.has("idNumber")))
                .call(() -> audit.record(caller.userId(), "CUSTOMER_CHANGED", SUBJECT, id))
                .onFailure(Profiles::isDuplicate)
                .transform(failure -> Problem.of(CustomerProblem.DUPLICATE_CUSTOMER))
                .call(this::judge)
                .map(file -> file.view(personal));
    }

    private Uni<Void> edit(SeenFile file, String ifMatch, ObjectNode patch) {
        Version.require(ifMatch, file.customer().version);
        NewCustomer profile = patched(file, patch).normalised(today());
        var extra = file.access().edited(file.customer(), profile.extra());
        return (extra.sensitive()
                        ? consents.require(file.customer().id)
                        : Uni.createFrom().voidItem())
                .chain(() -> store(file.customer(), profile.with(extra.extra())));
    }

    private Uni<Void> store(Customer customer, NewCustomer profile) {
        byte[] before = customer.phoneIndex;
        String name = customer.name;
        customer.edit(profile, personal);
        boolean account = !Arrays.equals(before, customer.phoneIndex) || !name.equals(customer.name);
        return Db.flush()
                .chain(() -> account
                        ? users.changeCustomer(customer.id, customer.name, customer.phoneIndex)
                        : Uni.createFrom().voidItem());
    }

    private NewCustomer patched(SeenFile file, ObjectNode patch) {
        if (patch.has("advisorId")) {
            throw Problem.invalid("/advisorId", CommonProblem.UNKNOWN_FIELD.name(), "POST /customers/{id}/transfer");
        }
        if (patch.has("confirmNew")) {
            throw Problem.invalid("/confirmNew", CommonProblem.UNKNOWN_FIELD.name(), "POST /customers");
        }
        return mergePatch.apply(file.profile(personal), patch, NewCustomer.class);
    }

    private Uni<Void> judgeIdNumber(Customer customer, boolean written) {
        return written && customer.idNumberCipher != null
                ? consents.judgeIdNumber(customer)
                : Uni.createFrom().voidItem();
    }

    private Uni<Tier> judge(SeenFile file) {
        return tiers.settle(file.customer()).invoke(tier -> file.customer().tier = tier);
    }

    /**
     * To an advisor below the caller; to who has the customer already nothing happens.
     *
     * @throws Problem NOT_FOUND, UNKNOWN_ADVISOR, or as {@link HandoverRule} says
     */
    @WithTransaction
    Uni<CustomerView> transfer(Caller caller, UUID id, CustomerResource.Transfer to) {
        return fields.fileWithoutSeat(caller, id)
                .call(file -> advisors.owner(caller, to.advisorId())
                        .chain(owner -> file.customer().isOf(owner)
                                ? Uni.createFrom().voidItem()
                                : handovers
                                        .require(caller, id, owner.advisorId())
                                        .chain(() -> hand(caller, file.customer(), owner, to.reason()))))
                .map(file -> file.view(personal));
    }

    private Uni<Void> hand(Caller caller, Customer customer, Customer.Owner owner, String reason) {
        var handed = new CustomerTransferred(
                customer.id, customer.advisorId, owner.advisorId(), owner.unitId(), caller.userId(), clock.instant());
        customer.transfer(owner, handed.at());
        return Db.session()
                .chain(session -> session.flush())
                .chain(() -> outbox.publish(handed))
                .chain(() -> timeline.add(entry(handed, reason)))
                .chain(() -> audit.record(caller.userId(), "CUSTOMER_TRANSFERRED", SUBJECT, customer.id));
    }

    private static TimelineEntry entry(CustomerTransferred handed, String reason) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("to", handed.to());
        data.put("from", handed.from());
        data.put("summary", reason);
        data.values().removeIf(Objects::isNull);
        return new TimelineEntry(handed.customerId(), handed.at(), "TRANSFERRED", handed.by(), null, data);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }

    private static boolean isDuplicate(Throwable failure) {
        return DatabaseProblem.isDuplicate(failure, "customers_phone_key")
                || DatabaseProblem.isDuplicate(failure, "customers_id_number_key")
                || DatabaseProblem.isDuplicate(failure, "users_phone_index_key");
    }
}
