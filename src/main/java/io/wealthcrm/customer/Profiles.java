package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
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

    private final Sight sight;
    private final Advisors advisors;
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
            Sight sight,
            Advisors advisors,
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
        this.sight = sight;
        this.advisors = advisors;
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

    /** Opens the file and the member app. @throws Problem DUPLICATE_CUSTOMER, POSSIBLE_DUPLICATE, UNKNOWN_ADVISOR, INVALID_… */
    @WithTransaction
    Uni<CustomerView> open(Caller caller, NewCustomer input) {
        NewCustomer profile = input.normalised(today());
        return likeness.requireNew(profile)
                .chain(() -> advisors.owner(caller, input.advisorId()))
                .map(owner -> Customer.opened(Ids.next(), profile, owner, caller.userId(), clock.instant(), personal))
                .chain(Db::persist)
                .onFailure(Profiles::isDuplicate)
                .transform(failure -> Problem.of(CustomerProblem.DUPLICATE_CUSTOMER))
                .call(customer -> users.enrolCustomer(customer.id, customer.name, customer.phoneIndex))
                .call(this::judge)
                .map(customer -> CustomerView.of(customer, personal));
    }

    /** One round trip. @throws Problem NOT_FOUND, with {@code mergedInto} where the customer lives on in another within sight */
    @WithSession
    Uni<CustomerView> view(Scope scope, UUID id) {
        return sight.customerOrSurvivor(scope, id).map(customer -> CustomerView.seenBy(scope, customer, personal));
    }

    /** @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, DUPLICATE_CUSTOMER, UNKNOWN_FIELD, INVALID_… */
    @WithTransaction
    Uni<CustomerView> change(Caller caller, UUID id, String ifMatch, ObjectNode patch) {
        return sight.customer(caller.scope(), id)
                .call(customer -> edit(customer, ifMatch, patch))
                .call(() -> audit.record(caller.userId(), "CUSTOMER_CHANGED", SUBJECT, id))
                .onFailure(Profiles::isDuplicate)
                .transform(failure -> Problem.of(CustomerProblem.DUPLICATE_CUSTOMER))
                .call(this::judge)
                .map(customer -> CustomerView.of(customer, personal));
    }

    private Uni<Void> edit(Customer customer, String ifMatch, ObjectNode patch) {
        Version.require(ifMatch, customer.version);
        byte[] before = customer.phoneIndex;
        String name = customer.name;
        customer.edit(patched(customer, patch).normalised(today()), personal);
        boolean account = !Arrays.equals(before, customer.phoneIndex) || !name.equals(customer.name);
        return Db.flush()
                .chain(() -> account
                        ? users.changeCustomer(customer.id, customer.name, customer.phoneIndex)
                        : Uni.createFrom().voidItem());
    }

    private NewCustomer patched(Customer customer, ObjectNode patch) {
        if (patch.has("advisorId")) {
            throw Problem.invalid("/advisorId", CommonProblem.UNKNOWN_FIELD.name(), "POST /customers/{id}/transfer");
        }
        if (patch.has("confirmNew")) {
            throw Problem.invalid("/confirmNew", CommonProblem.UNKNOWN_FIELD.name(), "POST /customers");
        }
        return mergePatch.apply(customer.profile(personal), patch, NewCustomer.class);
    }

    private Uni<Tier> judge(Customer customer) {
        return tiers.settle(customer).invoke(tier -> customer.tier = tier);
    }

    /** To another advisor below the caller. @throws Problem NOT_FOUND, UNKNOWN_ADVISOR */
    @WithTransaction
    Uni<CustomerView> transfer(Caller caller, UUID id, CustomerResource.Transfer to) {
        return sight.customer(caller.scope(), id)
                .call(customer -> advisors.owner(caller, to.advisorId())
                        .call(owner -> hand(caller, customer, owner, to.reason())))
                .map(customer -> CustomerView.of(customer, personal));
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
