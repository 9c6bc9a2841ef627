package io.wealthcrm.product;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import io.wealthcrm.shared.files.UploadRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Papers that explain products. */
@ApplicationScoped
class Documents {
    static final UploadRule RULE = UploadRule.document("PRODUCT_DOCUMENT");

    private static final String LIST =
            """
            select d.id, d.product_id, d.kind, d.title, d.added_at, f.sha256, f.size, f.media_type, f.name, f.pages
              from product_documents d join files f on f.id = d.file_id
             where d.product_id = ?1 and d.id < ?2 order by d.id desc limit ?3""";

    private final ProductQueries queries;
    private final Shelf shelf;
    private final StoredFiles files;
    private final Clock clock;

    Documents(ProductQueries queries, Shelf shelf, StoredFiles files, Clock clock) {
        this.queries = queries;
        this.shelf = shelf;
        this.files = files;
        this.clock = clock;
    }

    /** Newest first. */
    @WithSession
    Uni<Page<DocumentView>> list(UUID productId, PageRequest page, Sight sight) {
        Cursor cursor = page.cursor(1);
        UUID before = cursor == null ? Shelf.LAST : cursor.uuid(0);
        return shelf.seen(productId, sight)
                .chain(() -> Db.select(DocumentView.class, LIST, productId, before, page.rows()))
                .map(rows -> Page.of(rows, page.limit(), document -> Cursor.of(document.id())));
    }

    /** Adds an accepted upload to the product. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<DocumentView> add(UUID productId, ProductDocument.Kind kind, String title, StoredFile file, Caller caller) {
        ProductDocument document = new ProductDocument();
        document.id = Ids.next();
        document.productId = productId;
        document.fileId = file.id();
        document.kind = kind == null ? ProductDocument.Kind.OTHER : kind;
        document.title = title == null || title.isBlank() ? file.name() : title.strip();
        document.addedAt = clock.instant();
        document.addedBy = caller.userId();
        return shelf.seen(productId, Sight.of(caller))
                .chain(() -> files.record(file, RULE, caller.userId()))
                .call(Db::flush)
                .chain(() -> Db.persist(document))
                .map(added -> DocumentView.of(added, file));
    }

    /** The file of a product's document. @throws Problem NOT_FOUND, also for a product out of sight */
    @WithSession
    Uni<StoredFile> file(UUID productId, UUID documentId, Sight sight) {
        return shelf.seen(productId, sight)
                .chain(() -> queries.document(productId, documentId))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .chain(document -> files.find(document.fileId));
    }
}
