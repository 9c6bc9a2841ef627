package io.wealthcrm.duplicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.MergedField;
import io.wealthcrm.customer.MergedFiles;
import io.wealthcrm.customer.Side;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Restorations;
import io.wealthcrm.team.TeamHandover;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Merges as people ask for them. A preview is the merge itself, taken back to a savepoint: so it cannot promise anything else. */
@ApplicationScoped
class Merges {
    static final String KIND = "MERGE";

    private static final String KEEP =
            """
            insert into merges (id, survivor_id, merged_id, fields, moved)
            values (?1, ?2, ?3, cast(cast(?4 as text) as jsonb), cast(cast(?5 as text) as jsonb))""";

    /** Seen with the survivor, or with whom that one was merged into since. */
    private static final String ONE =
            """
            select m.id, m.survivor_id, m.merged_id, m.lives_as, cast(m.fields as text) as fields, cast(m.moved as text) as moved,
                   o.by_id, o.at, o.undone_by, o.undone_at
              from merges_in_sight m join restorable_operations o on o.id = m.id join customers c on c.id = m.lives_as
             where m.id = ?1 and (cast(?2 as boolean) or c.advisor_id = any(?3) or c.unit_id = any(?4))""";

    private static final String LATER =
            """
            select later.id from merges m
              join merges later on later.number > m.number
               and (later.survivor_id = m.survivor_id or later.merged_id = m.survivor_id)
              join restorable_operations o on o.id = later.id and o.undone_at is null
             where m.id = ?1 order by later.number desc limit 1""";

    private final Customers customers;
    private final TeamHandover teams;
    private final Pairs pairs;
    private final MergeNews news;
    private final Restorations restorations;
    private final ObjectMapper json;

    Merges(
            Customers customers,
            TeamHandover teams,
            Pairs pairs,
            MergeNews news,
            Restorations restorations,
            ObjectMapper json) {
        this.customers = customers;
        this.teams = teams;
        this.pairs = pairs;
        this.news = news;
        this.restorations = restorations;
        this.json = json;
    }

    record Row(
            UUID id,
            UUID survivorId,
            UUID mergedId,
            UUID livesAs,
            String fields,
            String moved,
            UUID by,
            Instant at,
            UUID undoneBy,
            Instant undoneAt) {}

    /** What would come out; nothing changes. @throws Problem as {@link #merge} */
    @WithTransaction
    Uni<MergeView> preview(Caller caller, NewMerge input) {
        return Db.execute("savepoint preview")
                .chain(() -> carryOut(caller, input))
                .call(() -> Db.execute("rollback to savepoint preview"))
                .map(merge -> merge.asPreview(token(merge)));
    }

    /**
     * @throws Problem MERGE_SAME, NOT_FOUND, MERGE_MERGED, MERGE_IN_COOLING_OFF, DIFFERENT_ID_NUMBERS, RELATION_CYCLE,
     *     CONTRADICTING_RELATION, PREVIEW_OUTDATED
     */
    @WithTransaction
    Uni<MergeView> merge(Caller caller, NewMerge input) {
        return carryOut(caller, input)
                .invoke(merge -> requireAsPreviewed(input, merge))
                .call(merge -> teams.tellEnded(merge.id(), merge.at()))
                .call(merge -> news.merged(merge.id(), input.survivorId(), input.mergedId(), caller.userId()));
    }

    private void requireAsPreviewed(NewMerge input, MergeView merge) {
        if (input.previewToken() != null && !input.previewToken().equals(token(merge))) {
            throw Problem.of(DuplicateProblem.PREVIEW_OUTDATED);
        }
    }

    private Uni<MergeView> carryOut(Caller caller, NewMerge input) {
        UUID survivor = input.survivorId();
        UUID merged = input.mergedId();
        if (survivor.equals(merged)) {
            throw Problem.of(DuplicateProblem.MERGE_SAME);
        }
        return restorations.begin(KIND, caller.userId(), null).chain(id -> pairs.close(
                        id, survivor, merged, caller.userId())
                .chain(() -> customers.merge(caller, id, survivor, merged, input.asked()))
                .call(files -> keep(id, survivor, merged, files))
                .chain(files ->
                        find(caller, id).chain(row -> view(caller, row)).map(merge -> merge.with(files.fields()))));
    }

    private Uni<Integer> keep(UUID id, UUID survivor, UUID merged, MergedFiles files) {
        return Db.execute(KEEP, id, survivor, merged, write(chosen(files)), write(files.moved()));
    }

    /** Of the fields that either had. */
    private static Map<String, Side> chosen(MergedFiles files) {
        Map<String, Side> chosen = new LinkedHashMap<>();
        files.fields().forEach(field -> chosen.put(field.field(), field.chosen()));
        return chosen;
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<MergeView> view(Caller caller, UUID id) {
        return find(caller, id).chain(row -> view(caller, row));
    }

    /** @throws Problem NOT_FOUND, LATER_MERGE, ALREADY_UNDONE, CHANGED_SINCE */
    @WithTransaction
    Uni<MergeView> undo(Caller caller, UUID id) {
        return find(caller, id)
                .call(row -> Db.select(UUID.class, LATER, id).invoke(Merges::requireLast))
                .chain(row -> customers
                        .unmerge(caller, id, row.survivorId(), row.mergedId())
                        .chain(() -> news.parted(id, row.survivorId(), row.mergedId(), caller.userId())))
                .chain(() -> find(caller, id))
                .chain(row -> view(caller, row));
    }

    private static void requireLast(List<UUID> later) {
        if (!later.isEmpty()) {
            throw Problem.of(DuplicateProblem.LATER_MERGE, Map.of("mergeId", later.get(0)));
        }
    }

    private static Uni<Row> find(Caller caller, UUID id) {
        var scope = caller.scope();
        return Db.one(Row.class, ONE, id, scope.firm(), scope.mineArray(), scope.unitArray());
    }

    private Uni<MergeView> view(Caller caller, Row row) {
        Map<String, Side> chosen = read(row.fields(), new TypeReference<>() {});
        List<MergedField> fields = chosen.entrySet().stream()
                .map(field -> new MergedField(field.getKey(), null, null, field.getValue()))
                .toList();
        return customers
                .profile(caller, row.livesAs())
                .map(result -> new MergeView(
                        row.id(),
                        false,
                        null,
                        row.survivorId(),
                        row.mergedId(),
                        result,
                        fields,
                        named(read(row.moved(), new TypeReference<Map<String, Long>>() {})),
                        row.by(),
                        row.at(),
                        row.undoneBy(),
                        row.undoneAt()));
    }

    /** Relations as the contract writes names. */
    private static Map<String, Long> named(Map<String, Long> moved) {
        Map<String, Long> named = new TreeMap<>();
        moved.forEach((relation, rows) -> named.put(camelCase(relation), rows));
        return named;
    }

    private static String camelCase(String relation) {
        StringBuilder name = new StringBuilder();
        for (String word : relation.split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    /** Of all that comes out, so that nothing else can be merged with it. */
    private String token(MergeView merge) {
        String all = write(merge.result()) + write(merge.fields()) + write(merge.moved());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
