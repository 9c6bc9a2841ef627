package io.wealthcrm.chat;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import io.wealthcrm.shared.Storable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Conversations of the caller. */
@Path("/api/v1/conversations")
@Authenticated
class ConversationResource {
    private final Conversations conversations;
    private final Members members;
    private final ConversationQueries queries;
    private final MessageSearch search;
    private final Cards cards;
    private final Callers callers;

    ConversationResource(
            Conversations conversations,
            Members members,
            ConversationQueries queries,
            MessageSearch search,
            Cards cards,
            Callers callers) {
        this.conversations = conversations;
        this.members = members;
        this.queries = queries;
        this.search = search;
        this.cards = cards;
        this.callers = callers;
    }

    /** What is left out stays. */
    record ConversationSettings(@Size(min = 1, max = 100) String title, Boolean newMembersSeeHistory) {}

    /** Left out, {@code role} is MEMBER and {@code history} as the conversation's {@code newMembersSeeHistory}. */
    record Membership(MemberRole role, Boolean history) {}

    /** Left out, {@code history} is as the conversation's {@code newMembersSeeHistory}. */
    record NewMembers(
            @NotNull @Size(min = 1, max = NewConversation.MAX_MEMBERS) Set<@NotNull UUID> userIds, Boolean history) {}

    record NewOwner(@NotNull UUID userId) {}

    /** The newest first; a card as {@code lastMessage} is drawn within the caller's sight. */
    @GET
    public Uni<Page<ConversationSummary>> list(@Valid @BeanParam PageRequest page) {
        Caller caller = callers.current();
        return queries.list(caller.userId(), page)
                .chain(found ->
                        cards.drawn(caller, found, ConversationSummary::lastMessage, ConversationSummary::with));
    }

    /** 201, or 200 with the one there is already between the two people or for the order. */
    @POST
    @Idempotent
    public Uni<RestResponse<ConversationView>> open(@Valid @NotNull NewConversation input) {
        return conversations.open(callers.current(), input).map(opened -> {
            ConversationView view = opened.conversation();
            return opened.isNew() ? Created.at("/api/v1/conversations/" + view.id(), view) : RestResponse.ok(view);
        });
    }

    /**
     * Messages of the caller's conversations, or of the one named, that say {@code q}, the newest first.
     *
     * @param q 2 to 100 characters, any part of what was said; letters in either case
     */
    @GET
    @Path("/search")
    public Uni<Page<FoundMessage>> search(
            @RestQuery @NotNull @Size(max = 100) String q,
            @RestQuery String conversationId,
            @Valid @BeanParam PageRequest page) {
        String words = q.strip();
        if (words.codePointCount(0, words.length()) < 2 || !Storable.isText(words)) {
            throw Problem.invalid("/q", "SIZE", "至少两个字符 / at least two characters");
        }
        UUID conversation = QueryValue.parsed("conversationId", conversationId, UUID::fromString);
        return search.find(callers.current().userId(), words, conversation, page);
    }

    @GET
    @Path("/{id}")
    public Uni<ConversationView> get(@RestPath UUID id) {
        return queries.view(callers.current().userId(), id);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public Uni<ConversationView> change(
            @RestPath UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull ConversationSettings settings) {
        if (settings.title() == null && settings.newMembersSeeHistory() == null) {
            throw Problem.invalid("/title", "NOT_NULL", "title");
        }
        return conversations.change(callers.current(), id, ifMatch, settings.title(), settings.newMembersSeeHistory());
    }

    @PUT
    @Path("/{id}/members/{userId}")
    public Uni<ConversationView> putMember(@RestPath UUID id, @RestPath UUID userId, @Valid Membership membership) {
        MemberRole role = membership == null || membership.role() == null ? MemberRole.MEMBER : membership.role();
        Boolean history = membership == null ? null : membership.history();
        return members.put(callers.current(), id, userId, role, history);
    }

    /** Brings many in at once; who is in stays as they are. All of them come in or nobody. */
    @POST
    @Idempotent
    @Path("/{id}/members")
    public Uni<ConversationView> addMembers(@RestPath UUID id, @Valid @NotNull NewMembers people) {
        return members.add(callers.current(), id, people.userIds(), people.history());
    }

    /** The owner makes another member the owner, and stays as an admin. */
    @POST
    @Idempotent
    @Path("/{id}/owner")
    public Uni<ConversationView> handOwnership(@RestPath UUID id, @Valid @NotNull NewOwner owner) {
        return members.handOwnership(callers.current(), id, owner.userId());
    }

    @DELETE
    @Path("/{id}/members/{userId}")
    public Uni<Void> removeMember(@RestPath UUID id, @RestPath UUID userId) {
        return members.remove(callers.current(), id, userId);
    }
}
