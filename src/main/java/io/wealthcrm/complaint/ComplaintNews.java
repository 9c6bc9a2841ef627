package io.wealthcrm.complaint;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes down and tells what a complaint went through. All of it joins the transaction of the step. */
@ApplicationScoped
class ComplaintNews {
    private static final Duration WORTH = Duration.ofDays(7);

    private static final String NOTICE =
            """
            select distinct who.person_id, k.id as entity_id, cast(?2 as text) as occasion,
                   jsonb_build_object('complaintId', k.id, 'customerId', k.customer_id) as data,
                   cast(?3 as timestamptz) as expires_at
              from complaints k cross join lateral (%s) who
             where k.id = ?1 and who.person_id is distinct from ?4""";

    /** The customer's advisor, and the nearest of the line who may give it to somebody. */
    private static final String AWAITED =
            """
            select c.advisor_id as person_id from customers c
             where c.id = k.customer_id and c.advisor_id is distinct from k.about_user_id
            union all
            select l.person_id from complaint_ladder l
             where l.complaint_id = k.id
               and l.level = (select min(n.level) from complaint_ladder n where n.complaint_id = k.id)""";

    private static final String LINE = NOTICE.formatted(AWAITED);

    private static final String ASSIGNEE = NOTICE.formatted("select k.assignee_id as person_id");

    private static final String SUBJECT = NOTICE.formatted("select k.disclosed_to as person_id");

    private static final String CUSTOMER =
            NOTICE.formatted("select u.id as person_id from users u where u.customer_id = k.customer_id");

    private static final String HEARD =
            """
            select l.person_id from complaint_ladder l where l.complaint_id = k.id and l.level = k.level
            union all select k.assignee_id where k.assignee_id is not null""";

    private static final String LEVEL = NOTICE.formatted(HEARD);

    /** Of many, of which the clock or an event did the step {@code %s}. */
    private static final String NOTICES =
            """
            select distinct who.person_id, k.id as entity_id, '%s-' || k.version as occasion,
                   jsonb_build_object('complaintId', k.id, 'customerId', k.customer_id) as data,
                   cast(?2 as timestamptz) as expires_at
              from complaints k cross join lateral (%s) who
             where k.id = any (?1)""";

    private static final String RAISED = NOTICES.formatted(ComplaintStep.ESCALATED, HEARD);
    private static final String RETURNED = NOTICES.formatted(ComplaintStep.RETURNED, AWAITED);

    private final Customers customers;
    private final Notifications notifications;
    private final Clock clock;

    ComplaintNews(Customers customers, Notifications notifications, Clock clock) {
        this.customers = customers;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** The row, its history and the customer's timeline in one round trip, then the notices. */
    Uni<Void> write(Complaint complaint) {
        Changes changes = new Changes();
        for (ComplaintMove move : complaint.moves) {
            move.insert(changes);
            if (remembered(move.step())) {
                customers.addTimeline(line(complaint, move), changes);
            }
        }
        return changes.send().chain(() -> tell(complaint));
    }

    private Uni<Void> tell(Complaint complaint) {
        return complaint.moves.isEmpty()
                ? Uni.createFrom().voidItem()
                : tell(complaint, complaint.moves.get(complaint.moves.size() - 1));
    }

    private Uni<Void> tell(Complaint complaint, ComplaintMove move) {
        return switch (move.step()) {
            case OPENED, RETURNED -> tell(NoticeKind.COMPLAINT, LINE, complaint, move);
            case ASSIGNED, HANDED_OVER, REOPENED -> tell(NoticeKind.COMPLAINT, ASSIGNEE, complaint, move);
            case DISCLOSED -> tell(NoticeKind.COMPLAINT, SUBJECT, complaint, move);
            case ANSWERED, CLOSED -> tell(NoticeKind.COMPLAINT, CUSTOMER, complaint, move);
            case ESCALATED -> tell(NoticeKind.COMPLAINT_DUE, LEVEL, complaint, move);
            case EDITED, RATED -> Uni.createFrom().voidItem();
        };
    }

    /** Nobody is told of what they did themselves. */
    private Uni<Void> tell(NoticeKind kind, String audience, Complaint complaint, ComplaintMove move) {
        return notifications
                .fanOut(
                        kind,
                        audience,
                        complaint.id,
                        move.step() + "-" + complaint.version,
                        clock.instant().plus(WORTH),
                        move.by())
                .replaceWithVoid();
    }

    /** Those at the level each has reached by the clock, and who has it: one statement for all. */
    Uni<Void> escalated(List<UUID> ids) {
        return tell(NoticeKind.COMPLAINT_DUE, RAISED, ids);
    }

    /** Those who may take them or give them to somebody: one statement for all. */
    Uni<Void> returned(List<UUID> ids) {
        return tell(NoticeKind.COMPLAINT, RETURNED, ids);
    }

    private Uni<Void> tell(NoticeKind kind, String audience, List<UUID> ids) {
        return notifications
                .fanOut(
                        kind,
                        audience,
                        ids.toArray(UUID[]::new),
                        clock.instant().plus(WORTH))
                .replaceWithVoid();
    }

    private static boolean remembered(ComplaintStep step) {
        return switch (step) {
            case OPENED, ANSWERED, REOPENED, CLOSED -> true;
            default -> false;
        };
    }

    /** Without its subject where it is about somebody, who may be the one that reads the timeline. */
    private static TimelineEntry line(Complaint complaint, ComplaintMove move) {
        Map<String, Object> data = new HashMap<>(Map.of("number", complaint.number, "kind", complaint.kind.name()));
        if (complaint.aboutUserId == null) {
            data.put("summary", complaint.subject);
        }
        return new TimelineEntry(
                complaint.customerId, move.at(), "COMPLAINT_" + move.step(), move.by(), complaint.id, data);
    }
}
