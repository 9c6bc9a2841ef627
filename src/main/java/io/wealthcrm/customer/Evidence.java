package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import io.wealthcrm.shared.files.UploadRule;
import io.wealthcrm.shared.files.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Papers that assessments, certifications and consents rest on. */
@ApplicationScoped
class Evidence {
    private static final UploadRule RULE = UploadRule.document("EVIDENCE");

    private final Sight sight;
    private final Uploads uploads;
    private final StoredFiles files;

    Evidence(Sight sight, Uploads uploads, StoredFiles files) {
        this.sight = sight;
        this.uploads = uploads;
        this.files = files;
    }

    /** A customer's own row says whether the paper may be added at all. @throws Problem NOT_FOUND, FILE_… */
    @WithTransaction
    Uni<StoredFile> add(Caller caller, UUID customer, FileUpload part) {
        return sight.customer(caller.scope(), customer)
                .chain(() -> uploads.accept(part, RULE))
                .chain(file -> files.record(file, RULE, caller.userId()))
                .call(() -> Db.session().chain(session -> session.flush()))
                .call(file -> Db.execute(
                        "insert into customer_evidence (file_id, customer_id) values (?1, ?2)", file.id(), customer));
    }

    /** A paper some record of this customer rests on. @throws Problem NOT_FOUND */
    @WithSession
    Uni<StoredFile> find(Scope scope, UUID customer, UUID file) {
        return sight.customer(scope, customer)
                .chain(() -> Db.select(
                        UUID.class,
                        """
                        select evidence_file_id from (
                               select customer_id, evidence_file_id from risk_assessments
                               union all select customer_id, evidence_file_id from investor_certifications
                               union all select customer_id, evidence_file_id from consents) used
                         where customer_id = ?1 and evidence_file_id = ?2 limit 1""",
                        customer,
                        file))
                .chain(used -> used.isEmpty() ? Uni.createFrom().nullItem() : files.find(file))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }
}
