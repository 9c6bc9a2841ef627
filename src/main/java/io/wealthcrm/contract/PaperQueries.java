package io.wealthcrm.contract;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.annotation.Nullable;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

interface PaperQueries extends Db.Queries {
    @Nullable
    @HQL("from PaperContract where number = :number")
    Uni<PaperContract> paper(String number);

    @HQL("from PaperMove where number = :number order by id")
    Uni<List<PaperMove>> history(String number);

    @Nullable
    @HQL("from PaperBatch where id = :id")
    Uni<PaperBatch> batch(UUID id);

    /** Null where there is none; locked until the transaction ends. */
    default Uni<PaperContract> locked(String number) {
        return session().chain(session -> session.find(PaperContract.class, number, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Locked until the transaction ends. @throws Problem NOT_FOUND */
    default Uni<PaperBatch> lockedBatch(UUID id) {
        return session()
                .chain(session -> session.find(PaperBatch.class, id, LockModeType.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }
}
