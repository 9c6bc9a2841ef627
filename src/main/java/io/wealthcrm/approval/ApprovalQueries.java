package io.wealthcrm.approval;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.annotation.Nullable;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

interface ApprovalQueries extends Db.Queries {
    @HQL("from Flow order by kind")
    Uni<List<Flow>> flows();

    @Nullable
    @HQL("from Flow where id = :id")
    Uni<Flow> flow(UUID id);

    /** Newest first. */
    @HQL("from FlowVersion where flowId = :flowId order by number desc")
    Uni<List<FlowVersion>> versions(UUID flowId);

    @Nullable
    @HQL("from FlowVersion where flowId = :flowId and number = :number")
    Uni<FlowVersion> version(UUID flowId, int number);

    @Nullable
    @HQL("from FlowVersion where flowId = :flowId and activatedAt is not null and retiredAt is null")
    Uni<FlowVersion> active(UUID flowId);

    @Nullable
    @HQL(
            "from FlowVersion v where v.activatedAt is not null and v.retiredAt is null and v.flowId = (select f.id from Flow f where f.kind = :kind)")
    Uni<FlowVersion> activeOf(String kind);

    @HQL("from FlowVersion where activatedAt is not null and retiredAt is null")
    Uni<List<FlowVersion>> allActive();

    @HQL("from FlowStep where versionId in :versions order by stage, slot")
    Uni<List<FlowStep>> flowSteps(List<UUID> versions);

    @Nullable
    @HQL("from ApprovalRequest where id = :id")
    Uni<ApprovalRequest> request(UUID id);

    @Nullable
    @HQL("select id from ApprovalRequest where kind = :kind and subjectId = :subjectId and endedAt is null")
    Uni<UUID> openOf(String kind, UUID subjectId);

    /** Those not superseded, in order. */
    @HQL("from ApprovalStep where requestId = :requestId and superseded = false order by stage, slot")
    Uni<List<ApprovalStep>> live(UUID requestId);

    /** All, with those superseded, in the order in which they came about. */
    @HQL("from ApprovalStep where requestId = :requestId order by id")
    Uni<List<ApprovalStep>> all(UUID requestId);

    /** Newest first, below the id {@code before}. */
    @HQL(
            """
            from ApprovalRequest where requesterId = :requester and id < :before
             order by id desc fetch first :rows rows only""")
    Uni<List<ApprovalRequest>> requestedBy(UUID requester, UUID before, int rows);

    @HQL(
            """
            from Delegation where (fromId = :person or toId = :person) and id < :before
             order by id desc fetch first :rows rows only""")
    Uni<List<Delegation>> delegations(UUID person, UUID before, int rows);

    @Nullable
    @HQL("from Delegation where id = :id")
    Uni<Delegation> delegation(UUID id);

    /** Locked until the transaction ends: decisions of one request queue. @throws Problem NOT_FOUND */
    default Uni<ApprovalRequest> locked(UUID id) {
        return session()
                .chain(session -> session.find(ApprovalRequest.class, id, LockModeType.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }
}
