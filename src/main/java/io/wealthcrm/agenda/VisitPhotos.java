package io.wealthcrm.agenda;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import io.wealthcrm.shared.files.UploadRule;
import io.wealthcrm.shared.files.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Photos of visits (拜访照片): taken while the visit lasts, seen by whoever sees the visit. */
@ApplicationScoped
class VisitPhotos {
    private static final UploadRule RULE = UploadRule.photo("VISIT_PHOTO").withThumbnail();

    private static final String LIST =
            """
            select f.id, f.name, f.media_type, f.size, f.created_at
              from visit_photos p join files f on f.id = p.file_id
             where p.visit_id = ?1 and (cast(?2 as uuid) is null or f.id = cast(?2 as uuid))
             order by f.id limit 1000""";

    private final CustomerVisits visits;
    private final Uploads uploads;
    private final StoredFiles files;

    VisitPhotos(CustomerVisits visits, Uploads uploads, StoredFiles files) {
        this.visits = visits;
        this.uploads = uploads;
        this.files = files;
    }

    /** By who checked in, until the check-out. @throws Problem NOT_FOUND, FORBIDDEN, VISIT_ENDED, FILE_… */
    @WithTransaction
    Uni<StoredFile> add(Caller caller, UUID visit, FileUpload part) {
        return visits.view(caller, visit)
                .chain(() -> uploads.accept(part, RULE))
                .call(() -> visits.lasting(caller, visit))
                .chain(photo -> files.record(photo, RULE, caller.userId()))
                .call(Db::flush)
                .call(photo ->
                        Db.execute("insert into visit_photos (file_id, visit_id) values (?1, ?2)", photo.id(), visit));
    }

    /** In the order they came. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<VisitPhoto>> list(Caller caller, UUID visit) {
        return visits.view(caller, visit)
                .chain(() -> Db.select(VisitPhoto.class, LIST, visit, null))
                .map(rows -> new Page<>(rows, null));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<StoredFile> find(Caller caller, UUID visit, UUID photo) {
        return visits.view(caller, visit)
                .chain(() -> Db.one(VisitPhoto.class, LIST, visit, photo))
                .chain(found -> files.find(found.id()));
    }
}
