package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.Panache;
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

/** Papers that assessments, certifications, declarations and consents rest on. */
@ApplicationScoped
class Evidence {
    private static final UploadRule RULE = UploadRule.document("EVIDENCE");

    private final Sight sight;
    private final Uploads uploads;
    private final StoredFiles files;
    private final Disclosures disclosures;

    Evidence(Sight sight, Uploads uploads, StoredFiles files, Disclosures disclosures) {
        this.disclosures = disclosures;
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
                .call(Db::flush)
                .call(file -> Db.execute(
                        "insert into customer_evidence (file_id, customer_id) values (?1, ?2)", file.id(), customer));
    }

    /** A paper taken in for this customer, to be shown once it is written down who looks at it. @throws Problem NOT_FOUND, TOO_MANY_REQUESTS */
    Uni<StoredFile> read(Caller caller, UUID customer, UUID file) {
        return disclosures
                .allowPaper(caller)
                .chain(() -> Panache.withTransaction(() ->
                        find(caller.scope(), customer, file).call(() -> disclosures.readEvidence(caller, customer))));
    }

    private Uni<StoredFile> find(Scope scope, UUID customer, UUID file) {
        return sight.customer(scope, customer)
                .chain(() -> Db.select(
                        UUID.class,
                        "select file_id from customer_evidence where customer_id = ?1 and file_id = ?2",
                        customer,
                        file))
                .chain(found -> found.isEmpty() ? Uni.createFrom().nullItem() : files.find(file))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }

    /**
     * Only what was taken in for this customer: the paper of another must not become readable through this one. Joins the
     * caller's session; null is no paper and fine.
     *
     * @throws Problem UNKNOWN_EVIDENCE
     */
    static Uni<Void> requireOf(UUID customer, UUID file) {
        if (file == null) {
            return Uni.createFrom().voidItem();
        }
        return Db.select(
                        UUID.class,
                        "select file_id from customer_evidence where file_id = ?1 and customer_id = ?2",
                        file,
                        customer)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw Problem.of(CustomerProblem.UNKNOWN_EVIDENCE);
                    }
                })
                .replaceWithVoid();
    }
}
