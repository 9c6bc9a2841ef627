package io.wealthcrm.complaint;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Whom and what complaints are about. */
@ApplicationScoped
class ComplaintSubjects {
    private static final String KNOWN =
            """
            select (cast(?2 as uuid) is null or exists (select from complaint_orders where id = ?2 and customer_id = ?1))
               and (cast(?3 as uuid) is null or exists (select from products where id = ?3))
               and (cast(?4 as uuid) is null or exists (select from users where id = ?4 and not ('CUSTOMER' = any (roles))))""";

    /** An order of the customer's, a product, somebody of the firm. Joins the session. @throws Problem UNKNOWN_SUBJECT */
    Uni<Void> require(UUID customer, UUID order, UUID product, UUID aboutUser) {
        return Db.select(Boolean.class, KNOWN, customer, order, product, aboutUser)
                .invoke(known -> {
                    if (!known.equals(List.of(true))) {
                        throw Problem.of(ComplaintProblem.UNKNOWN_SUBJECT);
                    }
                })
                .replaceWithVoid();
    }
}
