package io.wealthcrm.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation as one of its members sees it.
 *
 * @param unitId the unit whose staff is in a CHANNEL, absent elsewhere
 * @param members all; of a unit's channel only who leads it
 * @param memberCount how many are in
 * @param goneSeq messages up to this one are kept no longer, on devices neither; 0 while all are
 * @param newMembersSeeHistory whether who comes in sees what was said before
 * @param readSeq the newest message the caller has read on any device
 * @param unread messages of others beyond it, counted up to 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationView(
        UUID id,
        ConversationKind kind,
        String title,
        UUID orderId,
        UUID unitId,
        Instant createdAt,
        long lastSeq,
        Instant lastAt,
        long goneSeq,
        boolean newMembersSeeHistory,
        MemberRole role,
        long readSeq,
        long unread,
        List<MemberView> members,
        long memberCount,
        long version) {}
