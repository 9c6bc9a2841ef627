package io.wealthcrm.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A request's row in the database; {@code customerId} is whom the customer who asked was merged into since, if so. */
record PrivacyRequest(
        UUID id,
        UUID customerId,
        PrivacyKind kind,
        PrivacyState state,
        NewPrivacyRequest.Channel channel,
        String note,
        UUID evidenceFileId,
        Instant receivedAt,
        LocalDate dueOn,
        UUID byId,
        UUID verifiedBy,
        Instant verifiedAt,
        UUID decidedBy,
        Instant decidedAt,
        String answerZh,
        String answerEn,
        String done,
        Instant copyUntil,
        PrivacyHindrance hindrance,
        long version) {
    static final String SELECT =
            """
            select r.id, coalesce(g.merged_into, r.customer_id), r.kind, r.state, r.channel, r.note, r.evidence_file_id, r.received_at, r.due_on, r.by_id,
                   r.verified_by, r.verified_at, r.decided_by, r.decided_at, r.answer_zh, r.answer_en, cast(r.done as text),
                   case when p.expires_at > now() then p.expires_at end,
                   case when r.state not in ('RECEIVED', 'VERIFIED', 'IN_PROGRESS') then null
                        when not exists (select from customers c where c.id = coalesce(g.merged_into, r.customer_id))
                             and not exists (select from erased_customers e where e.id = coalesce(g.merged_into, r.customer_id))
                        then 'CUSTOMER_GONE'
                        when not exists (select from users u where u.roles @> '{COMPLIANCE}' and u.active
                                          and (r.kind <> 'ERASURE' or u.id is distinct from r.verified_by)) then 'NO_DECIDER'
                        when r.copy_failed_at is not null then 'COPY_FAILED' end,
                   r.version
              from privacy_requests r left join privacy_copies p on p.request_id = r.id
              left join merged_customers g on g.id = r.customer_id""";
}
