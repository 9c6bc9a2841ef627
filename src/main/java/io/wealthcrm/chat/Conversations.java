package io.wealthcrm.chat;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Opens conversations. */
@ApplicationScoped
class Conversations {
    private static final String OPEN =
            """
            insert into conversations (id, kind, title, created_by, direct_key, order_id, new_members_see_history)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict do nothing""";

    private static final String SAME =
            "select id from conversations where direct_key = ?1 or order_id = cast(?2 as uuid)";

    /** A direct one that a transfer of the customer closed: the two may talk again, which was looked at before. */
    private static final String REOPEN =
            "update conversations set closed_at = null, version = version + 1 where id = ?1 and closed_at is not null";

    private static final String CHANGE =
            """
            update conversations
               set title = coalesce(cast(?2 as text), title),
                   new_members_see_history = coalesce(cast(?3 as boolean), new_members_see_history), version = version + 1
             where id = ?1 and version = ?4""";

    private static final String OPERATIONS = "select id from users where active and roles @> '{OPERATIONS}'";

    private final Admissible admissible;
    private final Members members;
    private final UnitChannels unitChannels;
    private final ConversationQueries queries;

    Conversations(Admissible admissible, Members members, UnitChannels unitChannels, ConversationQueries queries) {
        this.admissible = admissible;
        this.members = members;
        this.unitChannels = unitChannels;
        this.queries = queries;
    }

    /** The conversation, and whether it is new: a second one between the same two, or of the same order, is the first. */
    record Opened(ConversationView conversation, boolean isNew) {}

    private record Made(UUID id, boolean isNew) {}

    /** @throws Problem FORBIDDEN, NOT_FOUND (order), and those of {@link ChatProblem} */
    @WithTransaction
    Uni<Opened> open(Caller caller, NewConversation input) {
        return make(caller, input)
                .chain(made -> queries.view(caller.userId(), made.id()).map(view -> new Opened(view, made.isNew())));
    }

    private Uni<Made> make(Caller caller, NewConversation input) {
        if ((input.kind() == ConversationKind.ORDER) != (input.orderId() != null)) {
            throw Problem.of(ChatProblem.ORDER_REQUIRED);
        }
        if (input.unitId() != null
                && (input.kind() != ConversationKind.CHANNEL
                        || !input.others(null).isEmpty())) {
            throw Problem.of(ChatProblem.MEMBERS_FOLLOW_UNIT);
        }
        if (input.kind() != ConversationKind.DIRECT && caller.has(Role.CUSTOMER)) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
        return switch (input.kind()) {
            case DIRECT -> direct(caller, input);
            case ORDER -> ofOrder(caller, input);
            case GROUP -> group(caller, input);
            case CHANNEL -> {
                caller.require(
                        Role.ADMIN,
                        Role.EXECUTIVE,
                        Role.BRANCH_MANAGER,
                        Role.TEAM_LEAD,
                        Role.OPERATIONS,
                        Role.MARKETING);
                yield input.unitId() == null
                        ? group(caller, input)
                        : unitChannels.open(caller, input).map(id -> new Made(id, true));
            }
            case CONSULTATION -> throw Problem.of(ChatProblem.CONVERSATION_KIND_CLOSED);
        };
    }

    private Uni<Made> direct(Caller caller, NewConversation input) {
        Set<UUID> others = input.others(caller.userId());
        if (others.size() != 1) {
            throw Problem.of(ChatProblem.DIRECT_NEEDS_TWO);
        }
        if (input.title() != null) {
            throw Problem.of(ChatProblem.DIRECT_IS_FIXED);
        }
        UUID other = others.iterator().next();
        String key = directKey(caller.userId(), other);
        return admissible
                .pair(caller, other)
                .chain(() -> insert(caller, input, key, List.of(other), MemberRole.MEMBER));
    }

    private Uni<Made> group(Caller caller, NewConversation input) {
        Set<UUID> others = input.others(caller.userId());
        if (others.size() >= NewConversation.MAX_MEMBERS) {
            throw Problem.of(ChatProblem.TOO_MANY_MEMBERS);
        }
        return admissible.all(caller, others).chain(() -> insert(caller, input, null, others, MemberRole.OWNER));
    }

    /** Opened by whoever sees the order; the advisor and operations are in it from the start. */
    private Uni<Made> ofOrder(Caller caller, NewConversation input) {
        Set<UUID> others = input.others(caller.userId());
        Set<UUID> all = new LinkedHashSet<>(others);
        return admissible
                .advisorOf(caller, input.orderId())
                .invoke(advisor -> add(all, advisor, caller))
                .chain(() -> admissible.all(caller, others))
                .chain(() -> Db.select(UUID.class, OPERATIONS))
                .invoke(operations -> operations.forEach(person -> add(all, person, caller)))
                .chain(() -> insert(caller, input, null, all, MemberRole.OWNER));
    }

    private static void add(Set<UUID> people, UUID person, Caller caller) {
        if (!person.equals(caller.userId()) && people.size() < NewConversation.MAX_MEMBERS - 1) {
            boolean added = people.add(person);
            assert added || people.contains(person);
        }
    }

    private Uni<Made> insert(
            Caller caller, NewConversation input, String key, Collection<UUID> others, MemberRole callersRole) {
        UUID id = Ids.next();
        return Db.execute(
                        OPEN,
                        id,
                        input.kind().name(),
                        input.title(),
                        caller.userId(),
                        key,
                        input.orderId(),
                        input.history())
                .chain(inserted -> inserted == 1 ? Uni.createFrom().item(id) : first(key, input.orderId()))
                // A room that was there keeps its people: whoever sees the order may come in, and brings nobody.
                .call(conversation -> key == null ? Uni.createFrom().item(0) : Db.execute(REOPEN, conversation))
                .call(conversation -> conversation.equals(id) || key != null
                        ? members.join(conversation, caller.userId(), others, callersRole)
                        : members.join(conversation, caller.userId(), List.of(), MemberRole.MEMBER))
                .map(conversation -> new Made(conversation, conversation.equals(id)));
    }

    private static Uni<UUID> first(String key, UUID order) {
        return Db.select(UUID.class, SAME, key, order).map(rows -> rows.get(0));
    }

    /** Changes title and setting, each unless null. @throws Problem NOT_FOUND, FORBIDDEN, DIRECT_IS_FIXED, STALE_VERSION, VERSION_REQUIRED */
    @WithTransaction
    Uni<ConversationView> change(Caller caller, UUID id, String ifMatch, String title, Boolean history) {
        return queries.head(caller.userId(), id)
                .invoke(head -> {
                    MemberRules.requireLead(head);
                    Version.require(ifMatch, head.version());
                })
                .chain(head -> Db.execute(CHANGE, id, title, history, head.version()))
                .invoke(updated -> {
                    if (updated == 0) {
                        throw Problem.of(CommonProblem.STALE_VERSION);
                    }
                })
                .chain(() -> queries.view(caller.userId(), id));
    }

    /** The two ids, the smaller first: one key per pair, whoever asks. */
    static String directKey(UUID one, UUID other) {
        List<String> both = new ArrayList<>(List.of(one.toString(), other.toString()));
        both.sort(null);
        return String.join(":", both);
    }
}
