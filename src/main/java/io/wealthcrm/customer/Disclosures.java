package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.identity.Tries;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Looks at what the mask hides: phones and ID numbers in full, identity documents, searches by digits. They are limited by the person
 * and hour and written down before they are answered; many at once are told of to compliance and to those above (集中查看联系方式).
 */
@ApplicationScoped
public class Disclosures {
    /**
     * Nobody unless it is a burst, and each once an hour of a sort. Times are real, as those of the audit log. ?1 who looked, ?2 how much
     * is a burst, ?3 within how many seconds, ?4 the sort, ?5 what of the log counts: customers and orders read, or each search.
     */
    private static final String BURST =
            """
            select who.id as person_id, me.id as entity_id,
                   to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24') || cast(?4 as text) as occasion,
                   jsonb_build_object('userId', me.id) as data, now() + interval '1 day' as expires_at
              from users me join units mine on mine.id = me.unit_id
              join users who on who.id <> me.id
               and ('COMPLIANCE' = any (who.roles)
                    or who.roles && array['TEAM_LEAD', 'BRANCH_MANAGER']
                       and exists (select from units theirs where theirs.id = who.unit_id and starts_with(mine.path, theirs.path)))
             where me.id = ?1
               and (select count(distinct (recent.subject_id, case recent.action when 'PHONE_SEARCHED' then recent.id end))
                      from (select id, subject_id, action, at from audit_log where actor_id = ?1 order by id desc limit 1000) recent
                     where recent.action = any (cast(?5 as text[])) and recent.at > now() - make_interval(secs => ?3)) >= ?2""";

    private static final String DETAILS = "CONTACT_DETAILS_READ";
    private static final String ID_DOCUMENT = "ID_DOCUMENT_READ";
    private static final String EVIDENCE = "EVIDENCE_READ";
    private static final String SEARCH = "PHONE_SEARCHED";

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

    /**
     * Looks for customers; where it is by digits, which are not written down, so many an hour. The entry is written meanwhile and without
     * waiting for the disk: a crash of the database may lose those of its last moments. Outside any transaction.
     *
     * @throws io.wealthcrm.shared.Problem TOO_MANY_REQUESTS
     */
    <T> Uni<T> search(Caller caller, String query, Supplier<Uni<T>> look) {
        return isByDigits(query)
                ? allowSearch(caller).chain(() -> Uni.combine()
                        .all()
                        .unis(look.get(), Panache.withTransaction(() -> searched(caller)))
                        .with((found, written) -> found))
                : look.get();
    }

    /** Before who is found becomes a file. Joins the caller's transaction. @throws io.wealthcrm.shared.Problem TOO_MANY_REQUESTS */
    Uni<Void> search(Caller caller, String query) {
        return isByDigits(query)
                ? allowSearch(caller)
                        .chain(() -> audit.record(caller.userId(), SEARCH, "USER", caller.userId()))
                        .chain(() -> tell(caller, config.phoneSearchBurst(), SEARCH))
                : Uni.createFrom().voidItem();
    }

    private static boolean isByDigits(String query) {
        return !CustomerFilter.isEmpty(query) && PhoneTokens.queried(query) != null;
    }

    private Uni<Void> allowSearch(Caller caller) {
        return allow("phone-searches", config.phoneSearches(), caller);
    }

    private Uni<Void> searched(Caller caller) {
        Changes changes = new Changes().add("soon", "select set_config('synchronous_commit', 'off', true)");
        audit.record(caller.userId(), SEARCH, "USER", caller.userId(), changes);
        return changes.sendCounting("soon").chain(() -> tell(caller, config.phoneSearchBurst(), SEARCH));
    }

    private Uni<Void> allow(String name, int tries, Caller caller) {
        return this.tries.take(
                name, tries, config.contactReadsPer(), caller.userId().toString());
    }

    /** Joins the caller's transaction, after which it may be shown. */
    Uni<Void> readDetails(Caller caller, UUID customer) {
        return read(caller, DETAILS, "CUSTOMER", customer);
    }

    /** Likewise of an order's identity document. Reading them is the work of those who check orders, and no burst. */
    public Uni<Void> readIdDocument(Caller caller, UUID order) {
        return read(caller, ID_DOCUMENT, "ORDER", order);
    }

    /** Likewise of a paper that a customer's records rest on. */
    Uni<Void> readEvidence(Caller caller, UUID customer) {
        return read(caller, EVIDENCE, "CUSTOMER", customer);
    }

    private Uni<Void> read(Caller caller, String action, String subject, UUID id) {
        String[] counted = caller.hasAny(Role.COMPLIANCE, Role.OPERATIONS)
                ? new String[] {DETAILS}
                : new String[] {DETAILS, ID_DOCUMENT, EVIDENCE};
        return audit.record(caller.userId(), action, subject, id)
                .chain(() -> tell(caller, config.contactBurst(), counted));
    }

    /** @param counted the first names the sort */
    private Uni<Void> tell(Caller caller, int much, String... counted) {
        double seconds = config.contactBurstWithin().toSeconds();
        return notifications
                .fanOut(NoticeKind.CONTACT_BURST, BURST, caller.userId(), much, seconds, "/" + counted[0], counted)
                .replaceWithVoid();
    }
}
