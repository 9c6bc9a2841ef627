package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes successions that concern the same people wait for each other, and everything for those that concern its customer. Each lock is a
 * statement of its own, in one order, so that what is read after it is what stands and two never wait for each other.
 */
@ApplicationScoped
class Locks {
    /** Lets others go on referring to these people. */
    private static final String PEOPLE = "select id from users where id = any (?1) order by id for no key update";

    /** And those whom ?2 covers (代管), who get back what was to do about their customers. */
    private static final String CONCERNED =
            """
            select id from users
             where id = any (?1) or id in (select covered_id from advisor_covers where cover_id = ?2 and ended_at is null)
             order by id for no key update""";

    /** Waits for bookings under way, which hold the customer's key. */
    private static final String CUSTOMERS = "select id from customers where advisor_id = ?1 order by id for update";

    /** Waits for customers who come onto file right now; those of the statement before wait for nothing any more. */
    private static final String LEAVER = "select id from users where id = ?1 for update";

    private static final String OF_OPERATION =
            """
            select id from customers where id in (select customer_id from customer_handovers where operation_id = ?1)
             order by id for update""";

    private static final String TWO = "select id from customers where id in (?1, ?2) order by id for update";

    private static final String ACTIVE = "select count(*) from users where id = ?1 and active";

    /** @param by who says so now and has not left meanwhile; null for what was said before. @throws Problem FORBIDDEN */
    Uni<Void> take(Asked asked, List<UUID> candidates, UUID by) {
        UUID leaver = asked.leaver().id();
        UUID[] people = Stream.concat(Stream.of(leaver, by == null ? leaver : by), candidates.stream())
                .distinct()
                .toArray(UUID[]::new);
        return Db.select(UUID.class, CONCERNED, people, leaver)
                .chain(() -> requireActive(by))
                .chain(() -> Db.select(UUID.class, CUSTOMERS, leaver))
                .chain(() -> Db.select(UUID.class, LEAVER, leaver))
                .chain(() -> Db.select(UUID.class, CUSTOMERS, leaver))
                .replaceWithVoid();
    }

    /** Those of one that was done. */
    Uni<Void> takeBack(UUID leaver, UUID operation) {
        return Db.select(UUID.class, LEAVER, leaver)
                .chain(() -> Db.select(UUID.class, OF_OPERATION, operation))
                .replaceWithVoid();
    }

    /** Who would give and get one customer of two who follows the other. */
    Uni<Void> people(Collection<UUID> people) {
        return Db.select(UUID.class, PEOPLE, (Object) people.toArray(UUID[]::new))
                .replaceWithVoid();
    }

    /** Those two, after the people. */
    Uni<Void> two(UUID one, UUID other) {
        return Db.select(UUID.class, TWO, one, other).replaceWithVoid();
    }

    private static Uni<Void> requireActive(UUID by) {
        return by == null
                ? Uni.createFrom().voidItem()
                : Db.one(Long.class, ACTIVE, by)
                        .invoke(active -> {
                            if (active == 0) {
                                throw Problem.of(CommonProblem.FORBIDDEN);
                            }
                        })
                        .replaceWithVoid();
    }
}
