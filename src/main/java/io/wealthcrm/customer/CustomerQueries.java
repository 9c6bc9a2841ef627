package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

/** Reads of entities; every read of a customer takes the caller's scope. */
interface CustomerQueries extends Db.Queries {
    String IN_SIGHT = " and (:firm = true or advisorId = :me or unitId in :units or id = :self)";

    @Nullable
    @HQL("from Customer where id = :id" + IN_SIGHT)
    Uni<Customer> customer(UUID id, boolean firm, UUID me, List<UUID> units, UUID self);

    @HQL("from RiskAssessment where customerId = :customer order by id desc fetch first 100 rows only")
    Uni<List<RiskAssessment>> assessments(UUID customer);

    @HQL("from InvestorCertification where customerId = :customer order by id desc fetch first 100 rows only")
    Uni<List<InvestorCertification>> certifications(UUID customer);

    @HQL("from Consent where customerId = :customer order by id desc fetch first 100 rows only")
    Uni<List<Consent>> consents(UUID customer);
}
