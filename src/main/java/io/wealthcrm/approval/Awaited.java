package io.wealthcrm.approval;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a person may do to a request at the moment of asking, before it is locked: a step that somebody else decides in
 * between is then no longer open, and no other step is taken in its stead.
 *
 * @param stepId the step open to the person; null without one
 * @param actingFor whose right it is: the own, or one delegated
 * @param own whether it is the person's own request, or one they have an interest in
 * @param concerned whether any step, open or not, is or was the person's to decide
 * @param decideAt where the feature it belongs to takes decisions; null for a free-form request
 */
public record Awaited(UUID requestId, UUID stepId, UUID actingFor, boolean own, boolean concerned, String decideAt) {
    /** A standing {@code st} (of {@code approval_standings}) may decide a step {@code s}; ?2 the firm's date. */
    static final String FITS =
            """
            st.role = s.role and (s.line is null or st.unit_id = any (s.line)) and st.for_id <> all (s.barred)
                and ?2 between st.from_date and st.to_date""";

    /** Neither the person {@code %1$s} nor whose right a standing {@code st} is has approved a step of {@code s}'s request. */
    private static final String UNUSED =
            """
            not exists (select from approval_request_steps used
                         where used.request_id = s.request_id and used.status = 'APPROVED' and not used.superseded
                           and (used.decided_by = %1$s or used.acting_for = st.for_id))""";

    /** ?1 the person. */
    private static final String SQL =
            """
            select r.id, open.step_id, open.for_id, ?1 = any (r.barred) as own,
                   exists (select from approval_request_steps s join approval_standings st on st.person_id = ?1 and %1$s
                            where s.request_id = r.id)
                   or exists (select from approval_request_steps s where s.request_id = r.id and s.decided_by = ?1) as concerned,
                   r.decide_at
              from approval_requests r
              left join lateral (
                    select s.id as step_id, st.for_id
                      from approval_request_steps s join approval_standings st on st.person_id = ?1 and %1$s
                     where s.request_id = r.id and s.status = 'OPEN' and ?1 <> all (s.barred) and %2$s
                     order by st.for_id <> ?1, s.slot limit 1) open on true
             where %3$s""";

    private static final String BY_ID = SQL.formatted(FITS, unused("?1"), "r.id = ?3");
    private static final String BY_SUBJECT =
            SQL.formatted(FITS, unused("?1"), "r.kind = ?3 and r.subject_id = ?4 and r.status = 'OPEN'");

    /** That one person's right is used once in a request, for a standing {@code st} of this person and a step {@code s}. */
    static String unused(String person) {
        return UNUSED.formatted(person);
    }

    /** Null for no such request. */
    static Uni<Awaited> byId(UUID person, LocalDate today, UUID requestId) {
        return Db.select(Awaited.class, BY_ID, person, today, requestId)
                .map(rows -> rows.isEmpty() ? null : rows.get(0));
    }

    /** Null while no request is open for the subject. */
    static Uni<Awaited> bySubject(UUID person, LocalDate today, String kind, UUID subjectId) {
        return Db.select(Awaited.class, BY_SUBJECT, person, today, kind, subjectId)
                .map(rows -> rows.isEmpty() ? null : rows.get(0));
    }

    /** @throws Problem OWN_REQUEST, NOT_YOUR_STEP */
    void requireMayDecide() {
        if (own) {
            throw Problem.of(ApprovalProblem.OWN_REQUEST);
        }
        if (!concerned) {
            throw Problem.of(ApprovalProblem.NOT_YOUR_STEP);
        }
    }
}
