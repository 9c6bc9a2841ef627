package io.wealthcrm.duplicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Reads pairs; who does not see both files does not see the pair. */
@ApplicationScoped
class PairQueries {
    private static final String FILE =
            """
            jsonb_build_object('id', %1$s.id, 'name', %1$s.name, 'gender', %1$s.gender, 'birthday', %1$s.birthday, 'city', %1$s.city,
                'tier', %1$s.tier, 'advisorId', %1$s.advisor_id, 'unitId', %1$s.unit_id,
                'advisorName', (select display_name from users where id = %1$s.advisor_id),
                'lastContactAt', %1$s.last_contact_at, 'createdAt', %1$s.created_at)""";

    private static final String IN_SIGHT =
            "(cast(?1 as boolean) or (%1$s.advisor_id = any(?2) or %1$s.unit_id = any(?3)))";

    private static final String PAIRS =
            """
            select p.id, p.score, array_to_string(p.reasons, ',') as reasons, p.state, p.found_at,
                   cast(jsonb_build_array(%s, %s) as text) as files, p.decided_by, p.decided_at, p.note
              from duplicate_pairs p
              join customers a on a.id = p.low_id and %s
              join customers b on b.id = p.high_id and %s
            """
                    .formatted(
                            FILE.formatted("a"), FILE.formatted("b"), IN_SIGHT.formatted("a"), IN_SIGHT.formatted("b"));

    private static final String LIST = PAIRS
            + """
             where p.state = ?4 and p.score >= ?5
               and (cast(?6 as integer) is null or (p.score, p.id) < (cast(?6 as integer), cast(?7 as uuid)))
             order by p.score desc, p.id desc limit ?8""";

    private final ObjectMapper json;

    PairQueries(ObjectMapper json) {
        this.json = json;
    }

    record Row(
            UUID id,
            int score,
            String reasons,
            PairState state,
            Instant foundAt,
            String files,
            UUID decidedBy,
            Instant decidedAt,
            String note) {}

    /** The most likely first. One round trip. @throws io.wealthcrm.shared.Problem INVALID_CURSOR */
    @WithSession
    Uni<Page<PairView>> list(Scope scope, PairState state, int minScore, PageRequest page) {
        Cursor after = page.cursor(2);
        return Db.select(
                        Row.class,
                        LIST,
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray(),
                        state.name(),
                        minScore,
                        after == null ? null : (int) Math.max(Math.min(after.number(0), 1000), 0),
                        after == null ? null : after.uuid(1),
                        page.rows())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.score(), row.id()))
                        .map(this::view));
    }

    /** Joins the caller's session. @throws io.wealthcrm.shared.Problem NOT_FOUND */
    Uni<PairView> one(Scope scope, UUID id) {
        return Db.one(Row.class, PAIRS + " where p.id = ?4", scope.firm(), scope.mineArray(), scope.unitArray(), id)
                .map(this::view);
    }

    private PairView view(Row row) {
        return new PairView(
                row.id(),
                row.score(),
                List.of(row.reasons().split(",")),
                row.state(),
                row.foundAt(),
                files(row.files()),
                row.decidedBy(),
                row.decidedAt(),
                row.note());
    }

    private List<PairFile> files(String text) {
        try {
            return Arrays.asList(json.readValue(text, PairFile[].class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
