package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Phones and ID numbers in full. Each reading is written down before it is answered; who reads those of many customers at
 * once is told of to compliance and to those above (集中查看联系方式).
 */
@ApplicationScoped
class ContactReads {
    /**
     * Nobody unless it is a burst, and each once an hour. Times are real, as those of the audit log. ?1 who read, ?2 of how many
     * customers, ?3 within how many seconds.
     */
    private static final String BURST =
            """
            select who.id as person_id, me.id as entity_id, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24') as occasion,
                   jsonb_build_object('userId', me.id) as data, now() + interval '1 day' as expires_at
              from users me join units mine on mine.id = me.unit_id
              join users who on who.id <> me.id
               and ('COMPLIANCE' = any (who.roles)
                    or who.roles && array['TEAM_LEAD', 'BRANCH_MANAGER']
                       and exists (select from units theirs where theirs.id = who.unit_id and starts_with(mine.path, theirs.path)))
             where me.id = ?1
               and (select count(distinct recent.subject_id)
                      from (select subject_id, action, at from audit_log where actor_id = ?1 order by id desc limit 1000) recent
                     where recent.action = 'CONTACT_DETAILS_READ' and recent.at > now() - make_interval(secs => ?3)) >= ?2""";

    private final Sight sight;
    private final CustomerQueries queries;
    private final PersonalData personal;
    private final Notifications notifications;
    private final Audit audit;
    private final CustomerConfig config;

    ContactReads(
            Sight sight,
            CustomerQueries queries,
            PersonalData personal,
            Notifications notifications,
            Audit audit,
            CustomerConfig config) {
        this.sight = sight;
        this.queries = queries;
        this.personal = personal;
        this.notifications = notifications;
        this.audit = audit;
        this.config = config;
    }

    /** Shown only once the audit entry is committed. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<ContactDetails> of(Caller caller, UUID id) {
        return sight.customer(caller.scope(), id)
                .call(() -> audit.record(caller.userId(), "CONTACT_DETAILS_READ", "CUSTOMER", id))
                .call(() -> notifications.fanOut(
                        NoticeKind.CONTACT_BURST, BURST, caller.userId(), config.contactBurst(), (double)
                                config.contactBurstWithin().toSeconds()))
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
