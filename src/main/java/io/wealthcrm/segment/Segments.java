package io.wealthcrm.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerConditions;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Saved filters: whose they are edits them, with whom they are shared uses them. */
@ApplicationScoped
class Segments {
    private static final UUID LAST = new UUID(-1, -1);

    /** ?1 the reader, ?2 the reader's unit. */
    private static final String SELECT =
            """
            select s.id, s.name, s.sharing, s.unit_id, s.owner_id, u.display_name, cast(s.conditions as text), s.created_at, s.version
              from segments s join users u on u.id = s.owner_id
             where (s.owner_id = ?1 or s.sharing = 'FIRM'
                    or s.unit_id in (select above.id from units own join units above on starts_with(own.path, above.path)
                                      where own.id = ?2))
            """;

    private static final String ONE = SELECT + " and s.id = ?3";
    private static final String LIST = SELECT + " and s.id < ?3 order by s.id desc limit ?4";

    private static final String ADD =
            """
            insert into segments (id, name, owner_id, sharing, unit_id, conditions, created_at)
            values (?1, ?2, ?3, ?4, cast(?5 as uuid), cast(cast(?6 as text) as jsonb), ?7)""";

    private static final String CHANGE =
            """
            update segments set name = ?2, sharing = ?3, unit_id = cast(?4 as uuid), conditions = cast(cast(?5 as text) as jsonb),
                   version = version + 1
             where id = ?1 and version = ?6""";

    private final ObjectMapper json;
    private final MergePatch mergePatch;
    private final Clock clock;

    Segments(ObjectMapper json, MergePatch mergePatch, Clock clock) {
        this.json = json;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    record Row(
            UUID id,
            String name,
            Sharing sharing,
            UUID unitId,
            UUID ownerId,
            String ownerName,
            String conditions,
            Instant createdAt,
            long version) {}

    /** One's own and those shared with one, the newest first. */
    @WithSession
    Uni<Page<SegmentView>> list(Caller caller, PageRequest page) {
        UUID before = page.after() == null ? LAST : page.after();
        return Db.select(Row.class, LIST, caller.userId(), caller.unitId(), before, page.rows())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.id())))
                .map(found -> found.map(this::view));
    }

    /** @throws Problem NOT_FOUND, also where it is not shared with the caller */
    @WithSession
    Uni<SegmentView> view(Caller caller, UUID id) {
        return Db.one(Row.class, ONE, caller.userId(), caller.unitId(), id).map(this::view);
    }

    /** @throws Problem SEGMENT_NAME_TAKEN, FORBIDDEN to share with more than the own, INVALID_INPUT */
    @WithTransaction
    Uni<SegmentView> save(Caller caller, NewSegment input) {
        NewSegment segment = input.checked();
        requireMayShare(caller, segment);
        UUID id = Ids.next();
        return Db.execute(
                        ADD,
                        id,
                        segment.name(),
                        caller.userId(),
                        segment.sharing().name(),
                        unit(caller, segment),
                        write(segment.conditions()),
                        clock.instant())
                .onFailure(Segments::isNameTaken)
                .transform(failure -> Problem.of(SegmentProblem.SEGMENT_NAME_TAKEN))
                .chain(() -> view(caller, id));
    }

    /** By its owner. @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION and as {@link #save} */
    @WithTransaction
    Uni<SegmentView> change(Caller caller, UUID id, String ifMatch, ObjectNode patch) {
        return own(caller, id)
                .invoke(segment -> Version.require(ifMatch, segment.version()))
                .chain(segment -> store(caller, segment, patched(segment, patch)))
                .chain(() -> view(caller, id));
    }

    private NewSegment patched(SegmentView segment, ObjectNode patch) {
        NewSegment now = new NewSegment(segment.name(), segment.sharing(), segment.conditions());
        return mergePatch.apply(now, patch, NewSegment.class).checked();
    }

    private Uni<Void> store(Caller caller, SegmentView before, NewSegment segment) {
        requireMayShare(caller, segment);
        return Db.execute(
                        CHANGE,
                        before.id(),
                        segment.name(),
                        segment.sharing().name(),
                        unit(caller, segment),
                        write(segment.conditions()),
                        before.version())
                .onFailure(Segments::isNameTaken)
                .transform(failure -> Problem.of(SegmentProblem.SEGMENT_NAME_TAKEN))
                .invoke(changed -> {
                    if (changed == 0) {
                        throw Problem.of(CommonProblem.STALE_VERSION);
                    }
                })
                .replaceWithVoid();
    }

    /** By its owner. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<Void> remove(Caller caller, UUID id) {
        return own(caller, id)
                .chain(() -> Db.execute("delete from segments where id = ?1", id))
                .replaceWithVoid();
    }

    private Uni<SegmentView> own(Caller caller, UUID id) {
        return view(caller, id).invoke(segment -> {
            if (!segment.ownerId().equals(caller.userId())) {
                throw Problem.of(CommonProblem.FORBIDDEN);
            }
        });
    }

    /** With the firm shares headquarters, with a unit who leads it. */
    private static void requireMayShare(Caller caller, NewSegment segment) {
        switch (segment.sharing()) {
            case PRIVATE -> {}
            case UNIT -> caller.require(Role.TEAM_LEAD, Role.BRANCH_MANAGER);
            case FIRM -> caller.require(Role.OPERATIONS, Role.EXECUTIVE, Role.COMPLIANCE);
        }
    }

    private static UUID unit(Caller caller, NewSegment segment) {
        return segment.sharing() == Sharing.UNIT ? caller.unitId() : null;
    }

    private static boolean isNameTaken(Throwable failure) {
        return DatabaseProblem.isDuplicate(failure, "segments_name_key");
    }

    private SegmentView view(Row row) {
        return new SegmentView(
                row.id(),
                row.name(),
                row.sharing(),
                row.unitId(),
                row.ownerId(),
                row.ownerName(),
                read(row.conditions()),
                row.createdAt(),
                row.version());
    }

    private String write(CustomerConditions conditions) {
        try {
            return json.writeValueAsString(conditions);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    private CustomerConditions read(String stored) {
        try {
            return json.readValue(stored, CustomerConditions.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
