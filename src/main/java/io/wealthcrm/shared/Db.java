package io.wealthcrm.shared;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;

/**
 * The current database session, opened by {@code @WithSession} or {@code @WithTransaction} further up. Statements of one
 * session run one after the other: never combine them in parallel.
 */
public final class Db {
    private Db() {}

    /** A query interface that hibernate-processor implements against the current session. */
    public interface Queries {
        default Uni<Mutiny.Session> session() {
            return Db.session();
        }
    }

    public static Uni<Mutiny.Session> session() {
        return Panache.getSession();
    }

    /** Stores a new entity and sends the insert at once, so that a broken constraint shows here and not at commit. */
    public static <T> Uni<T> persist(T entity) {
        return session()
                .chain(session -> session.persist(entity).call(session::flush))
                .replaceWith(entity);
    }

    /** Sends what the session holds: native statements do not do so by themselves, and broken constraints show then. */
    public static Uni<Void> flush() {
        return session().chain(Mutiny.Session::flush);
    }

    /** Runs one native insert, update or delete with {@code ?1}, {@code ?2} … and answers how many rows it touched. */
    public static Uni<Integer> execute(String sql, Object... parameters) {
        NativeStatement statement = NativeStatement.of(sql);
        return connection().chain(connection -> sent(connection.update(statement.sql(), statement.bound(parameters))));
    }

    /**
     * Runs one native select, or a change with {@code returning}. An entity is one of the session, a record type takes its
     * components from the columns in order, any other type is that of the single column.
     */
    public static <T> Uni<List<T>> select(Class<T> type, String sql, Object... parameters) {
        if (type.isAnnotationPresent(Entity.class)) {
            return session().chain(session -> bind(session.createNativeQuery(sql, type), parameters)
                    .getResultList());
        }
        Rows<T> rows = Rows.of(type);
        NativeStatement statement = NativeStatement.of(sql);
        return connection()
                .chain(connection -> sent(connection.select(statement.sql(), statement.bound(parameters))))
                .map(rows::read);
    }

    /** The one row that {@link #select} finds. @throws Problem NOT_FOUND without any */
    public static <T> Uni<T> one(Class<T> type, String sql, Object... parameters) {
        return select(type, sql, parameters).map(rows -> {
            if (rows.isEmpty()) {
                throw Problem.of(CommonProblem.NOT_FOUND);
            }
            return rows.get(0);
        });
    }

    /** Does something with each, one after the other in their order, until one fails. */
    public static <T> Uni<Void> each(Iterable<T> all, Function<? super T, ? extends Uni<?>> step) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(one -> step.apply(one).replaceWithVoid())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * The session's own, in its transaction and after what it holds in batches. Hibernate would make a plan of each native statement
     * anew and ask all entities whether it concerns them: a seventh of what a request costs.
     */
    private static Uni<ReactiveConnection> connection() {
        return session().map(session -> ((MutinySessionImpl) session).getReactiveConnection());
    }

    private static <T> Uni<T> sent(CompletionStage<T> stage) {
        return Uni.createFrom().completionStage(stage);
    }

    private static <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query, Object... parameters) {
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
