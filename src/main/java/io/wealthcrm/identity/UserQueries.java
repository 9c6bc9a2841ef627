package io.wealthcrm.identity;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

interface UserQueries extends Db.Queries {
    @Nullable
    @HQL("from User where username = :username and active")
    Uni<User> active(String username);

    @Nullable
    @HQL("from User where phoneIndex = :phoneIndex and active")
    Uni<User> customer(byte[] phoneIndex);

    @Nullable
    @HQL("from User where id = :id")
    Uni<User> user(UUID id);

    /** Staff in order of making; {@code after} is the last id of the page before, or the nil UUID. */
    @HQL("from User where username is not null and id > :after order by id fetch first :rows rows only")
    Uni<List<User>> staff(UUID after, int rows);

    @HQL("from Unit order by path")
    Uni<List<Unit>> units();

    @Nullable
    @HQL("from Unit where id = :id")
    Uni<Unit> unit(UUID id);

    @Nullable
    @HQL("select id from User where customerId = :customerId and active")
    Uni<UUID> accountOf(UUID customerId);
}
