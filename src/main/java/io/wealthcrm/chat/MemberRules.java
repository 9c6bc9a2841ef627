package io.wealthcrm.chat;

import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import java.util.UUID;

/**
 * Who may change what of a conversation. The owner (群主) does everything; an admin (管理员) sets the title, brings people in
 * and removes plain members; roles are the owner's to give and take. Anybody may step down and leave.
 */
final class MemberRules {
    private MemberRules() {}

    /** Refuses unless the caller is owner or admin of something whose members and title can change. */
    static void requireLead(ConversationQueries.Head head) {
        requireChangeable(head);
        if (!head.role().leads()) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }

    static void requireOwner(ConversationQueries.Head head) {
        requireChangeable(head);
        if (head.role() != MemberRole.OWNER) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }

    static void requireMayAdd(ConversationQueries.Head head) {
        requireLead(head);
        requireByHand(head);
    }

    /** @param role to be given */
    static void requireMayGive(ConversationQueries.Head head, MemberRole role) {
        requireLead(head);
        if (role != MemberRole.MEMBER) {
            requireOwner(head);
        }
    }

    /** @param rank what the person is now, null who is not in; @param role what they shall be */
    static void requireMayRank(
            ConversationQueries.Head head, MemberRole rank, MemberRole role, Caller caller, UUID person) {
        if (rank == null) {
            requireByHand(head);
        } else if (rank != role && !person.equals(caller.userId())) {
            requireOwner(head);
        }
    }

    /** @param rank what the person is now, null who is not in */
    static void requireRemovable(ConversationQueries.Head head, MemberRole rank, Caller caller, UUID person) {
        boolean oneself = person.equals(caller.userId());
        if (oneself) {
            requireChangeable(head);
        } else {
            requireLead(head);
        }
        requireByHand(head);
        requireFound(rank != null);
        if (rank.leads() && !oneself) {
            requireOwner(head);
        }
    }

    static void requireOwnerLeft(Members.Remaining remaining) {
        if (remaining.owners() == 0 && remaining.others() > 0) {
            throw Problem.of(ChatProblem.LAST_OWNER);
        }
    }

    static void requireRoom(long members) {
        if (members > NewConversation.MAX_MEMBERS) {
            throw Problem.of(ChatProblem.TOO_MANY_MEMBERS);
        }
    }

    static void requireFound(boolean found) {
        if (!found) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }

    private static void requireByHand(ConversationQueries.Head head) {
        if (head.unitId() != null) {
            throw Problem.of(ChatProblem.MEMBERS_FOLLOW_UNIT);
        }
    }

    private static void requireChangeable(ConversationQueries.Head head) {
        if (head.kind() == ConversationKind.DIRECT) {
            throw Problem.of(ChatProblem.DIRECT_IS_FIXED);
        }
        if (head.kind() == ConversationKind.CONSULTATION) {
            throw Problem.of(ChatProblem.CONSULTATION_IS_FIXED);
        }
    }
}
