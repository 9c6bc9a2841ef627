package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

/** Reads of entities; every read of a customer takes the caller's scope. */
interface CustomerQueries extends Db.Queries {
    String IN_SIGHT = " and (:firm = true or advisorId in :mine or unitId in :units or id in :seats or id = :self)";

    @Nullable
    @HQL("from Customer where id = :id" + IN_SIGHT)
    Uni<Customer> customer(UUID id, boolean firm, List<UUID> mine, List<UUID> units, List<UUID> seats, UUID self);

    @HQL("from RiskAssessment where customerId = :customer order by id desc fetch first 100 rows only")
    Uni<List<RiskAssessment>> assessments(UUID customer);

    @HQL("from InvestorCertification where customerId = :customer order by id desc fetch first 100 rows only")
    Uni<List<InvestorCertification>> certifications(UUID customer);

    @HQL("from Declaration where customerId = :customer order by id desc fetch first 100 rows only")
    Uni<List<Declaration>> declarations(UUID customer);

    @HQL("from Questionnaire where activeFrom <= :today order by activeFrom desc, version desc fetch first 1 rows only")
    Uni<Questionnaire> questionnaire(LocalDate today);

    @HQL("select max(version) from Questionnaire")
    Uni<Integer> newestQuestionnaire();

    @HQL("from ExtraField order by position, key")
    Uni<List<ExtraField>> extraFields();

    @Nullable
    @HQL("from ExtraField where id = :id")
    Uni<ExtraField> extraField(UUID id);

    @HQL("from Consent where customerId = :customer order by id desc fetch first 100 rows only")
    Uni<List<Consent>> consents(UUID customer);
}
