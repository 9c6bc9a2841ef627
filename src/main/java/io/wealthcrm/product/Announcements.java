package io.wealthcrm.product;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Announcements about products. */
@ApplicationScoped
class Announcements {
    private final ProductQueries queries;
    private final Shelf shelf;
    private final Clock clock;

    Announcements(ProductQueries queries, Shelf shelf, Clock clock) {
        this.queries = queries;
        this.shelf = shelf;
        this.clock = clock;
    }

    record NewAnnouncement(@NotBlank @Size(max = 200) String title, @NotBlank @Size(max = 20000) String body) {}

    record AnnouncementView(UUID id, UUID productId, String title, String body, Instant publishedAt) {

        static AnnouncementView of(Announcement news) {
            return new AnnouncementView(news.id, news.productId, news.title, news.body, news.publishedAt);
        }
    }

    /** Newest first. */
    @WithSession
    Uni<Page<AnnouncementView>> list(UUID productId, PageRequest page, Sight sight) {
        UUID before = before(page);
        return shelf.seen(productId, sight)
                .chain(() -> queries.announcements(productId, before, page.rows()))
                .map(rows ->
                        Page.of(rows, page.limit(), news -> Cursor.of(news.id)).map(AnnouncementView::of));
    }

    /** @throws io.wealthcrm.shared.Problem NOT_FOUND */
    @WithTransaction
    Uni<AnnouncementView> publish(UUID productId, NewAnnouncement input, Caller caller) {
        Announcement news = new Announcement();
        news.id = Ids.next();
        news.productId = productId;
        news.title = input.title();
        news.body = input.body();
        news.publishedAt = clock.instant();
        news.publishedBy = caller.userId();
        return shelf.seen(productId, Sight.of(caller))
                .chain(() -> Db.persist(news))
                .map(AnnouncementView::of);
    }

    private static UUID before(PageRequest page) {
        Cursor cursor = page.cursor(1);
        return cursor == null ? Shelf.LAST : cursor.uuid(0);
    }
}
