package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Secrets;
import io.wealthcrm.shared.files.Zipped;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Everything that proves how an order came about, in a form a stranger can check without us. */
@ApplicationScoped
class EvidencePack {
    private static final String FILES =
            """
            select * from (
                select 'documents/' || d.kind as directory, f.id, cast(f.sha256 as text), f.size, f.media_type
                  from order_documents d join files f on f.id = d.id where d.order_id = ?1
                union all
                select 'disclosures/' || d.kind, f.id, f.sha256, f.size, f.media_type
                  from orders o join product_documents d on d.product_id = o.product_id join files f on f.id = d.file_id
                 where o.id = ?1
                union all
                select 'questionnaires', f.id, f.sha256, f.size, f.media_type
                  from orders o join risk_assessments a on a.customer_id = o.customer_id join files f on f.id = a.evidence_file_id
                 where o.id = ?1 and a.created_at <= %1$s
                union all
                select 'certifications', f.id, f.sha256, f.size, f.media_type
                  from orders o join investor_certifications c on c.customer_id = o.customer_id
                  join files f on f.id = c.evidence_file_id where o.id = ?1 and c.created_at <= %1$s
                union all
                select 'declarations/' || d.kind, f.id, f.sha256, f.size, f.media_type
                  from orders o
                  join customer_declarations d on d.customer_id = o.customer_id and d.product_id = o.product_id
                  join files f on f.id = d.evidence_file_id where o.id = ?1
                union all
                select 'recordings', f.id, f.sha256, f.size, f.media_type
                  from order_recordings r join files f on f.id = r.id where r.order_id = ?1 and ?2) as evidence
             group by 1, 2, 3, 4, 5 order by 1, 2"""
                    .formatted(EvidencePart.submitted());

    private final OrderQueries queries;
    private final Audit audit;
    private final Secrets secrets;
    private final Clock clock;

    EvidencePack(OrderQueries queries, Audit audit, Secrets secrets, Clock clock) {
        this.queries = queries;
        this.audit = audit;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The pack's contents in order, the manifest last; the making is audited.
     *
     * @param recordings whether the recordings themselves go in, not only their digests
     * @throws io.wealthcrm.shared.Problem NOT_FOUND
     */
    @WithTransaction
    Uni<List<Zipped>> contents(Caller caller, UUID id, boolean recordings) {
        List<EvidenceFile> files = new ArrayList<>();
        return queries.seen(caller.scope(), id)
                .chain(() -> audit.record(caller.userId(), "EVIDENCE_PACK_MADE", "ORDER", id))
                .chain(() -> parts(id).invoke(files::addAll))
                .chain(() -> Db.select(EvidenceFile.Stored.class, FILES, id, recordings))
                .invoke(stored -> stored.forEach(file -> files.add(file.file())))
                .map(all -> finished(caller, id, files));
    }

    private static Uni<List<EvidenceFile>> parts(UUID id) {
        return Multi.createFrom()
                .items(EvidencePart.values())
                .onItem()
                .transformToUniAndConcatenate(part -> Db.select(String.class, part.sql, id)
                        .map(json -> EvidenceFile.of(part.fileName, json.get(0) + "\n")))
                .collect()
                .asList();
    }

    private List<Zipped> finished(Caller caller, UUID id, List<EvidenceFile> files) {
        files.add(EvidenceFile.of("verify.sh", script()));
        byte[] manifest =
                EvidenceManifest.of(id, clock.instant(), caller.userId(), files).getBytes(StandardCharsets.UTF_8);
        return Stream.concat(
                        files.stream().map(EvidenceFile::content),
                        Stream.of(
                                Zipped.of("manifest.json", manifest),
                                Zipped.of("manifest.sig", secrets.sign(manifest)),
                                Zipped.of(
                                        "public-key.pem",
                                        secrets.verificationPem().getBytes(StandardCharsets.US_ASCII))))
                .toList();
    }

    private static String script() {
        try (InputStream script = EvidencePack.class.getResourceAsStream("/evidence/verify.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
