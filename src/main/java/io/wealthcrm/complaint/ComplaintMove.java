package io.wealthcrm.complaint;

import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.Ids;
import java.time.Instant;
import java.util.UUID;

/** One step of a complaint's history. */
record ComplaintMove(
        UUID complaintId,
        ComplaintStep step,
        ComplaintState from,
        ComplaintState to,
        int level,
        UUID by,
        UUID assignee,
        Instant at,
        String note) {

    void insert(Changes changes) {
        changes.add(
                null,
                """
                insert into complaint_moves (id, complaint_id, kind, from_state, to_state, level, by_id, to_id, at, note)
                values (?1, ?2, ?3, cast(?4 as text), ?5, ?6, ?7, cast(?8 as uuid), ?9, cast(?10 as text))""",
                Ids.next(),
                complaintId,
                step.name(),
                from == null ? null : from.name(),
                to.name(),
                (short) level,
                by,
                assignee,
                at,
                note);
    }
}
