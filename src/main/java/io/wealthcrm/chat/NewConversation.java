package io.wealthcrm.chat;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A conversation to be opened by the caller, who need not stand among the members.
 *
 * @param title of a group or channel
 * @param orderId of an ORDER conversation, and only there
 * @param unitId of a CHANNEL: its members are the staff of that unit and of those below, and {@code memberIds} stays empty
 * @param newMembersSeeHistory whether who comes in later sees what was said before; false when left out, always true of an
 *     ORDER conversation
 */
record NewConversation(
        @NotNull ConversationKind kind,
        @Size(max = NewConversation.MAX_MEMBERS) List<@NotNull UUID> memberIds,
        @Size(min = 1, max = 100) String title,
        UUID orderId,
        UUID unitId,
        Boolean newMembersSeeHistory) {
    static final int MAX_MEMBERS = 2000;

    boolean history() {
        return kind == ConversationKind.ORDER || Boolean.TRUE.equals(newMembersSeeHistory);
    }

    /** The others, each once. */
    Set<UUID> others(UUID caller) {
        Set<UUID> others = new LinkedHashSet<>(memberIds == null ? List.of() : memberIds);
        boolean named = others.remove(caller);
        assert !named || !others.contains(caller);
        return others;
    }
}
