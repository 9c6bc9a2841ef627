package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes {@link SearchText} anew where it has come to differ. No version moves: nobody's open form becomes stale by it. */
@ApplicationScoped
class SearchTextRenewalJob implements JobHandler {
    static final String KIND = "SEARCH_TEXT_RENEWAL";

    private static final int PIECE = 2_000;

    private static final String NEXT =
            """
            select c.id, c.name, c.search_text from customers c
             where c.id > coalesce((select upto from search_text_renewals where id = ?1),
                                   cast('00000000-0000-0000-0000-000000000000' as uuid))
               and c.erased_at is null order by c.id limit ?2""";

    /** Not of who has got another name in between, nor where an operation that may be taken back has changed the name (V298). */
    private static final String WRITE =
            """
            update customers c set search_text = r.search_text
              from unnest(cast(?1 as uuid[]), cast(?2 as text[]), cast(?3 as text[])) as r (id, name, search_text)
             where c.id = r.id and c.name = r.name and c.erased_at is null
               and not exists (select from restorable_rows i
                                where i.relation = 'customers' and i.key = jsonb_build_object('id', r.id)
                                  and jsonb_exists(i.before, 'search_text') and jsonb_exists(i.after, 'search_text'))""";

    private static final String NOTE =
            """
            update search_text_renewals
               set upto = coalesce(cast(?2 as uuid), upto), finished_at = case when ?3 then cast(?4 as timestamptz) end
             where id = ?1""";

    private final Clock clock;

    SearchTextRenewalJob(Clock clock) {
        this.clock = clock;
    }

    record Written(UUID id, String name, String searchText) {
        boolean isStale() {
            return !SearchText.of(name).equals(searchText);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID renewal) {
        return Db.select(Written.class, NEXT, renewal, PIECE)
                .call(piece -> write(piece.stream().filter(Written::isStale).toList()))
                .chain(piece -> note(renewal, piece));
    }

    private static Uni<Integer> write(List<Written> stale) {
        return stale.isEmpty()
                ? Uni.createFrom().item(0)
                : Db.execute(
                        WRITE,
                        stale.stream().map(Written::id).toArray(UUID[]::new),
                        stale.stream().map(Written::name).toArray(String[]::new),
                        stale.stream().map(one -> SearchText.of(one.name())).toArray(String[]::new));
    }

    private Uni<Step> note(UUID renewal, List<Written> piece) {
        boolean last = piece.size() < PIECE;
        UUID upto = piece.isEmpty() ? null : piece.get(piece.size() - 1).id();
        return Db.execute(NOTE, renewal, upto, last, clock.instant())
                .replaceWith(new Step(piece.size(), last, Map.of()));
    }
}
