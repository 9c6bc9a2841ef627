package io.wealthcrm.succession;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Hands customers over: looked at first, done at once or on a day to come. */
@ApplicationScoped
class Successions {
    private static final int MOST_DAYS = 366;

    private final Leavers leavers;
    private final Locks locks;
    private final Desk desk;
    private final Execution execution;
    private final SuccessionLog log;
    private final HandoverNews news;
    private final SuccessionQueries queries;
    private final Clock clock;
    private final ZoneId zone;

    Successions(
            Leavers leavers,
            Locks locks,
            Desk desk,
            Execution execution,
            SuccessionLog log,
            HandoverNews news,
            SuccessionQueries queries,
            Clock clock,
            WealthConfig config) {
        this.leavers = leavers;
        this.locks = locks;
        this.desk = desk;
        this.execution = execution;
        this.log = log;
        this.news = news;
        this.queries = queries;
        this.clock = clock;
        this.zone = config.zone();
    }

    /** Nothing is written. @throws Problem as {@link #offboard}, but for what only the outcome shows */
    @WithSession
    Uni<SuccessionView> preview(Caller caller, UUID user, NewOffboarding input) {
        return offboarding(caller, user, input).chain(asked -> preview(caller, asked, input.effectiveOn()));
    }

    /** Nothing is written. @throws Problem as {@link #transfer}, but for what only the outcome shows */
    @WithSession
    Uni<SuccessionView> preview(Caller caller, NewTransfer input) {
        return transfer(caller, input.fromAdvisorId(), input).chain(asked -> preview(caller, asked, today()));
    }

    private Uni<SuccessionView> preview(Caller caller, Asked asked, LocalDate on) {
        boolean named = caller.scope().kind() != Scope.Kind.NONE;
        return desk.candidates(asked)
                .chain(candidates -> desk.work(asked, candidates))
                .chain(working ->
                        desk.outcome(working).map(outcome -> SuccessionView.preview(working, outcome, on, named)));
    }

    /**
     * Somebody leaves: at once, or on a day to come.
     *
     * @throws Problem NOT_FOUND, OWN_OFFBOARDING, ALREADY_OFFBOARDED, TRANSFER_TO_SELF, TRANSFER_TO_DEPARTED, UNKNOWN_HEIR,
     *     NOT_THEIR_CUSTOMER, CAPACITY_EXCEEDED, NO_CARETAKER, PLAN_OUTDATED, INVALID_INPUT
     */
    @WithTransaction
    Uni<SuccessionView> offboard(Caller caller, UUID user, NewOffboarding input) {
        return offboarding(caller, user, input)
                .chain(asked -> locked(caller, asked, () -> offboarding(caller, user, input)))
                .call(working -> requireAsPreviewed(working, input.previewToken()))
                .chain(working -> input.effectiveOn().isAfter(today())
                        ? log.planned(working.asked(), input.effectiveOn(), input.reason(), caller.userId())
                        : run(caller, working, input.reason()))
                .chain(id -> queries.one(caller, id));
    }

    /**
     * Some customers go to others at once.
     *
     * @throws Problem NOT_FOUND, NOTHING_TO_TRANSFER, and as {@link #offboard}
     */
    @WithTransaction
    Uni<SuccessionView> transfer(Caller caller, NewTransfer input) {
        UUID from = input.fromAdvisorId();
        return transfer(caller, from, input)
                .chain(asked -> locked(caller, asked, () -> transfer(caller, from, input)))
                .call(working -> requireAsPreviewed(working, input.previewToken()))
                .chain(working -> run(caller, working, input.reason()))
                .chain(id -> queries.one(caller, id));
    }

    /** Worked out under the locks, and possible. @param again what is asked, as it stands then */
    private Uni<Working> locked(Caller caller, Asked asked, Supplier<Uni<Asked>> again) {
        return desk.candidates(asked)
                .call(candidates -> locks.take(asked, candidates, caller.userId()))
                .chain(candidates -> again.get().chain(now -> desk.work(now, candidates)))
                .invoke(Working::requirePossible);
    }

    /** @param token of a preview, or null for none. @throws Problem PLAN_OUTDATED */
    private Uni<Void> requireAsPreviewed(Working working, String token) {
        return token == null
                ? Uni.createFrom().voidItem()
                : desk.outcome(working)
                        .invoke(outcome -> working.requireAsPreviewed(token, outcome))
                        .replaceWithVoid();
    }

    private Uni<UUID> run(Caller caller, Working working, String reason) {
        return desk.outcome(working).chain(outcome -> execution
                .run(working, caller.userId(), reason)
                .chain(done -> log.done(working.asked(), today(), reason, caller.userId(), done, outcome)
                        .call(id -> news.tellHeirs(
                                id, done.operation(), working.asked().leaver().id(), caller.userId()))));
    }

    private Uni<Asked> offboarding(Caller caller, UUID user, NewOffboarding input) {
        requireSoon(input.effectiveOn());
        requireSound(user, input.heirs());
        return leavers.leaver(caller, user)
                .call(leaver -> leavers.requireStaying(user))
                .map(leaver -> new Asked(
                        SuccessionKind.OFFBOARDING,
                        leaver,
                        input.plan(),
                        input.heirs(),
                        caller.has(Role.ADMIN) ? null : caller.units()));
    }

    private Uni<Asked> transfer(Caller caller, UUID from, NewTransfer input) {
        requireSound(from, input.transfers());
        return leavers.giver(caller, from)
                .map(giver -> new Asked(
                        SuccessionKind.TRANSFER, giver, Destination.TRANSFER, input.transfers(), caller.units()));
    }

    private void requireSoon(LocalDate on) {
        LocalDate today = today();
        if (on.isBefore(today) || on.isAfter(today.plusDays(MOST_DAYS))) {
            throw Problem.invalid("/effectiveOn", "RANGE", today + " … " + today.plusDays(MOST_DAYS));
        }
    }

    private static void requireSound(UUID from, List<Heir> heirs) {
        Set<UUID> seen = new HashSet<>();
        Set<UUID> named = new HashSet<>();
        for (int i = 0; i < heirs.size(); i++) {
            Heir heir = heirs.get(i);
            if (heir.advisorId().equals(from)) {
                throw Problem.of(SuccessionProblem.TRANSFER_TO_SELF);
            }
            if (!seen.add(heir.advisorId())) {
                throw Problem.invalid("/transfers/" + i + "/advisorId", "UNIQUE", "每人一项 / once each");
            }
            if (heir.contradicts()) {
                throw Problem.invalid("/transfers/" + i + "/customerIds", "EITHER", "customerIds | tiers, cities");
            }
            if (heir.customerIds() != null && !heir.customerIds().stream().allMatch(named::add)) {
                throw Problem.invalid(
                        "/transfers/" + i + "/customerIds", "UNIQUE", "每位客户一位接手人 / one heir for each customer");
            }
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }
}
