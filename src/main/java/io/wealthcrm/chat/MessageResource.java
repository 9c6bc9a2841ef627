package io.wealthcrm.chat;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Messages of the caller's conversations; they are sent on the WebSocket. */
@Path("/api/v1/conversations/{id}/messages")
@Authenticated
class MessageResource {
    private final MessageQueries queries;
    private final MessageChanges changes;
    private final Cards cards;
    private final Callers callers;

    MessageResource(MessageQueries queries, MessageChanges changes, Cards cards, Callers callers) {
        this.queries = queries;
        this.changes = changes;
        this.cards = cards;
        this.callers = callers;
    }

    record MessageEdit(@NotBlank @Size(max = FrameParser.MAX_TEXT) String text) {}

    /** In order of seq, cards drawn within the caller's sight; {@code nextCursor} is the seq to go on with as {@code after} (or as {@code before}). */
    @GET
    public Uni<Page<MessageView>> messages(
            @RestPath UUID id,
            @RestQuery @Min(0) Long after,
            @RestQuery @Min(1) Long before,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit) {
        Caller caller = callers.current();
        return queries.page(caller.userId(), id, after, before, limit).chain(page -> cards.drawn(caller, page));
    }

    /**
     * Takes the message back: the sender within two minutes, owners and admins of a group or channel at any time. Again is
     * harmless. 409 {@code RECALL_TOO_LATE} tells {@code until} when it could be.
     */
    @POST
    @Idempotent
    @Path("/{messageId}/recall")
    public Uni<MessageView> recall(@RestPath UUID id, @RestPath UUID messageId) {
        return changes.recall(callers.current(), id, messageId);
    }

    /** The sender words a text anew within fifteen minutes; answers the message as it now reads. */
    @POST
    @Idempotent
    @Path("/{messageId}/edits")
    public Uni<MessageView> edit(@RestPath UUID id, @RestPath UUID messageId, @Valid @NotNull MessageEdit edit) {
        return changes.edit(callers.current(), id, messageId, edit.text());
    }

    /** Every wording of a text, the first one first; all on one page, none once it is recalled. */
    @GET
    @Path("/{messageId}/edits")
    public Uni<Page<EditionView>> edits(@RestPath UUID id, @RestPath UUID messageId) {
        return queries.editions(callers.current().userId(), id, messageId);
    }
}
