package io.wealthcrm.product;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

interface ProductQueries extends Db.Queries {
    @Nullable
    @HQL("from Product where id = :id")
    Uni<Product> product(UUID id);

    @HQL("from RegimeParameters order by code")
    Uni<List<RegimeParameters>> regimes();

    @HQL("from RegimeParameters where code = :code")
    Uni<RegimeParameters> regime(Regime code);

    /** Newest first, below the id {@code before}. */
    @HQL(
            """
            from Product p
             where p.id < :before
               and (:draft = true and p.status = DRAFT
                    or :open = true and p.status = OPEN and p.closesAt > :now
                    or :closed = true and (p.status = CLOSED or p.status = OPEN and p.closesAt <= :now))
               and p.kind in :kinds and p.riskLevel in :levels
               and p.name || ' ' || p.code ilike :pattern escape '\\'
             order by p.id desc fetch first :rows rows only""")
    Uni<List<Product>> shelf(
            UUID before,
            boolean draft,
            boolean open,
            boolean closed,
            Instant now,
            List<ProductKind> kinds,
            List<RiskLevel> levels,
            String pattern,
            int rows);

    @Nullable
    @HQL(
            """
            select status, opensAt, closesAt, quotaAmount, amountHeld, quotaSeats, seatsHeld
              from Product where id = :id""")
    Uni<QuotaLeft> quota(UUID id);

    /** The latest day first, before {@code before}. */
    @HQL(
            """
            from Nav where day.productId = :productId and day.navDate < :before
             order by day.navDate desc fetch first :rows rows only""")
    Uni<List<Nav>> navs(UUID productId, LocalDate before, int rows);

    @HQL(
            """
            from Announcement where productId = :productId and id < :before
             order by id desc fetch first :rows rows only""")
    Uni<List<Announcement>> announcements(UUID productId, UUID before, int rows);

    /** Newest first; everybody's or only those {@code me} asked. */
    @HQL(
            """
            from Question where productId = :productId and id < :before and (:everybodys = true or askedBy = :me)
             order by id desc fetch first :rows rows only""")
    Uni<List<Question>> questions(UUID productId, UUID before, boolean everybodys, UUID me, int rows);

    @Nullable
    @HQL("from Question where id = :id and productId = :productId")
    Uni<Question> question(UUID productId, UUID id);

    @HQL("from Answer where questionId in :questions order by id")
    Uni<List<Answer>> answers(List<UUID> questions);

    @Nullable
    @HQL("from ProductDocument where id = :id and productId = :productId")
    Uni<ProductDocument> document(UUID productId, UUID id);
}
