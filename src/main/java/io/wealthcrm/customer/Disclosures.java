package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.identity.Tries;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Looks at what the mask hides: phones and ID numbers in full, identity documents, searches by digits. They are limited by the person
 * and hour and written down before they are answered; many at once are told of to compliance and to those above (集中查看联系方式).
 */
@ApplicationScoped
public class Disclosures {
    /**
     * Nobody unless it is a burst, and each once an hour. Times are real, as those of the audit log. ?1 who looked, ?2 how much is a
     * burst, ?3 within how many seconds.
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
               and (select %s from (select subject_id, action, at from audit_log where actor_id = ?1 order by id desc limit 1000) recent
                     where recent.action in (%s) and recent.at > now() - make_interval(secs => ?3)) >= ?2""";

    /** Of so many customers and orders. */
    private static final String READ = BURST.formatted(
            "count(distinct recent.subject_id)", "'CONTACT_DETAILS_READ', 'ID_DOCUMENT_READ', 'EVIDENCE_READ'");

    private static final String SEARCHED = BURST.formatted("count(*)", "'PHONE_SEARCHED'");

    private final Tries tries;
    private final Audit audit;
    private final Notifications notifications;
    private final CustomerConfig config;

    Disclosures(Tries tries, Audit audit, Notifications notifications, CustomerConfig config) {
        this.tries = tries;
        this.audit = audit;
        this.notifications = notifications;
        this.config = config;
    }

    /** Before a look at contact details; outside any transaction. @throws io.wealthcrm.shared.Problem TOO_MANY_REQUESTS */
    Uni<Void> allowDetails(Caller caller) {
        return allow("contact-details", config.contactReads(), caller);
    }

    /** Likewise before a look at a paper, of which who checks them sees many. @throws io.wealthcrm.shared.Problem TOO_MANY_REQUESTS */
    public Uni<Void> allowPaper(Caller caller) {
        return allow("papers", config.paperReads(), caller);
    }

    /** Likewise before a search by digits. @throws io.wealthcrm.shared.Problem TOO_MANY_REQUESTS */
    Uni<Void> allowSearch(Caller caller) {
        return allow("phone-searches", config.phoneSearches(), caller);
    }

    private Uni<Void> allow(String name, int tries, Caller caller) {
        return this.tries.take(
                name, tries, config.contactReadsPer(), caller.userId().toString());
    }

    /** Joins the caller's transaction, after which it may be shown. */
    Uni<Void> readDetails(Caller caller, UUID customer) {
        return read(caller, "CONTACT_DETAILS_READ", "CUSTOMER", customer);
    }

    /** Likewise of an order's identity document. Reading them is the work of those who check orders, and no burst. */
    public Uni<Void> readIdDocument(Caller caller, UUID order) {
        return read(caller, "ID_DOCUMENT_READ", "ORDER", order);
    }

    /** Likewise of a paper that a customer's records rest on. */
    Uni<Void> readEvidence(Caller caller, UUID customer) {
        return read(caller, "EVIDENCE_READ", "CUSTOMER", customer);
    }

    /** Likewise of a search by digits, without them. */
    Uni<Void> searched(Caller caller) {
        return audit.record(caller.userId(), "PHONE_SEARCHED", "USER", caller.userId())
                .chain(() -> tell(SEARCHED, caller, config.phoneSearchBurst()));
    }

    private Uni<Void> read(Caller caller, String action, String subject, UUID id) {
        Uni<Void> written = audit.record(caller.userId(), action, subject, id).replaceWithVoid();
        boolean checking = !action.equals("CONTACT_DETAILS_READ") && caller.hasAny(Role.COMPLIANCE, Role.OPERATIONS);
        return checking ? written : written.chain(() -> tell(READ, caller, config.contactBurst()));
    }

    private Uni<Void> tell(String burst, Caller caller, int much) {
        return notifications
                .fanOut(NoticeKind.CONTACT_BURST, burst, caller.userId(), much, (double)
                        config.contactBurstWithin().toSeconds())
                .replaceWithVoid();
    }
}
