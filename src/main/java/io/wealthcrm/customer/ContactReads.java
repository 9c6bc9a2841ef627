package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Phones and ID numbers in full. */
@ApplicationScoped
class ContactReads {
    private final Sight sight;
    private final CustomerQueries queries;
    private final PersonalData personal;
    private final Disclosures disclosures;

    ContactReads(Sight sight, CustomerQueries queries, PersonalData personal, Disclosures disclosures) {
        this.sight = sight;
        this.queries = queries;
        this.personal = personal;
        this.disclosures = disclosures;
    }

    /** Shown only once the audit entry is committed. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<ContactDetails> of(Caller caller, UUID id) {
        return sight.customer(caller.scope(), id)
                .call(() -> disclosures.readDetails(caller, id))
                .map(customer -> new ContactDetails(
                        id,
                        customer.name,
                        personal.openPhone(id, customer.phoneCipher),
                        personal.openIdNumber(id, customer.idNumberCipher),
                        customer.marketingRefused()));
    }

    /** For the customer's own copy. Joins the caller's session. @throws Problem NOT_FOUND */
    Uni<ContactNumbers> numbers(UUID id) {
        return Db.select(byte[].class, "select phone_cipher from customer_other_phones where customer_id = ?1", id)
                .chain(others -> queries.customer(id, true, List.of(), List.of(), List.of(), null)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                        .map(customer -> new ContactNumbers(
                                personal.openPhone(id, customer.phoneCipher),
                                personal.openIdNumber(id, customer.idNumberCipher),
                                others.stream()
                                        .map(cipher -> personal.openPhone(id, cipher))
                                        .toList())));
    }

    /** Stands in for the phone of somebody who is erased. */
    byte[] phoneOfNobody(UUID id) {
        return personal.sealPhone(id, "+8610000000000");
    }
}
