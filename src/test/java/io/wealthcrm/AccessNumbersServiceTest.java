package io.wealthcrm;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.AccessMatrix;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Persona;
import io.wealthcrm.testing.Related;
import io.wealthcrm.testing.Related.Relation;
import io.wealthcrm.testing.RelatedRecords;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Subject;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Lists, searches, counts, distributions and exports of everybody are what the owner of the tables counts with that one's sight: no row
 * more, and no number that counts a row more.
 */
@OnSharedService
class AccessNumbersServiceTest {
    private static final String IN_SIGHT =
            """
            select string_agg(cast(id as text), ',') from customers
             where city = ? and (? or advisor_id = ? or unit_id = any (cast(? as uuid[]))
                                 or id in (select s.customer_id from customer_seats s
                                            where s.person_id = ? and s.ended_at is null and s.to_on is null))""";

    private static RelatedRecords records;
    private static List<Persona> readers;

    @BeforeAll
    static void lay(Service service) {
        records = RelatedRecords.on(service);
        var list = AccessMatrix.route("GET /api/v1/customers");
        readers = records.personas().stream()
                .filter(persona -> list.isFor(Set.of(persona.role())))
                .toList();
    }

    @Test
    void theRuleIsWhatTheTablesSay() {
        for (Persona reader : readers) {
            assertThat(shown(reader, Subject.CUSTOMER)).as(reader + "").isEqualTo(owners(reader));
        }
        assertThat(owners(readers.get(0)))
                .containsExactlyInAnyOrder(records.customer(Relation.OWN), records.customer(Relation.SEAT));
    }

    @Test
    void listsAndSearches() {
        for (Persona reader : readers) {
            Set<UUID> seen = owners(reader);
            for (String filter :
                    List.of("city=" + records.city, "q=" + records.tag, "city=" + records.city + "&sort=name")) {
                Set<UUID> found = ids(reader, "/customers?limit=100&" + filter);
                if (reader.keeps()) {
                    found.remove(records.customer(Relation.ERASED));
                }
                assertThat(found).as(reader + " " + filter).isEqualTo(seen);
            }
            for (Relation relation : List.of(
                    Relation.OWN,
                    Relation.COUSIN,
                    Relation.SEAT,
                    Relation.ENDED_SEAT,
                    Relation.FOREIGN,
                    Relation.POOL)) {
                ofCustomer(reader, records.customer(relation));
            }
        }
    }

    /** What hangs on a customer, by the filters of the lists. */
    private void ofCustomer(Persona reader, UUID customer) {
        Map<Subject, String> lists = new EnumMap<>(Subject.class);
        lists.put(Subject.ORDER, "/orders");
        lists.put(Subject.COMPLAINT, "/complaints");
        lists.put(Subject.HOUSEHOLD, "/households");
        lists.put(Subject.TASK, "/agenda/tasks");
        lists.forEach((subject, list) -> assertThat(ids(reader, list + "?limit=100&customerId=" + customer))
                .as(reader + " " + list + " " + customer)
                .isEqualTo(shown(reader, subject).stream()
                        .filter(id -> records.of(subject).stream()
                                .anyMatch(record -> record.id().equals(id)
                                        && record.customer().equals(customer)))
                        .collect(toSet())));
    }

    @Test
    void countsAndDistributions() {
        for (Persona reader : readers) {
            int seen = owners(reader).size();
            String segment = reader.person()
                    .once()
                    .body(Map.of("name", "矩阵", "conditions", Map.of("cities", List.of(records.city))))
                    .post("/api/v1/segments")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            assertThat(get(reader, "/segments/" + segment + "/count").getInt("customers"))
                    .as(reader + "")
                    .isEqualTo(seen);
            assertThat(ids(reader, "/segments/" + segment + "/customers?limit=100"))
                    .isEqualTo(owners(reader));
            JsonPath spread = get(reader, "/customers/distributions?by=CITY,TIER&segmentId=" + segment);
            for (int dimension : List.of(0, 1)) {
                List<Integer> shares =
                        spread.getList("distributions[" + dimension + "].shares.customers", Integer.class);
                assertThat(shares.stream().mapToInt(share -> share).sum())
                        .as(reader + "")
                        .isEqualTo(seen);
            }
        }
    }

    /** Of a branch of its own, where nobody else's test has customers. */
    @Test
    void thePool() {
        for (Persona reader : readers) {
            if (!reader.pools().isEmpty()) {
                assertThat(ids(reader, "/pool/customers?limit=100", "customerId"))
                        .as(reader + "")
                        .isEqualTo(shown(reader, Subject.POOLED_CUSTOMER));
            }
        }
    }

    /** Of one of each kind; all are asked for first, since they are made one after the other. */
    @Test
    void exports() {
        List<Persona> some = readers.stream()
                .filter(reader -> reader.role().compareTo(Role.COMPLIANCE) <= 0)
                .toList();
        some.forEach(AccessNumbersServiceTest::askForExport);
        for (Persona reader : some) {
            String id = records.firm.one(
                    "select id from exports where by_id = ?", reader.person().id());
            String path = "/api/v1/customers/exports/" + id;
            await().atMost(Duration.ofSeconds(60)).until(() -> "DONE"
                    .equals(reader.person().request().get(path).path("state")));
            String file =
                    reader.person().request().accept("*/*").get(path + "/file").asString();
            assertThat(file.lines().count() - 1)
                    .as(reader + "")
                    .isEqualTo(owners(reader).size());
        }
    }

    private static void askForExport(Persona reader) {
        records.firm.execute(
                "update users set permissions = '{CUSTOMER_EXPORT}' where id = ?",
                reader.person().id());
        Map<String, Object> wish = Map.of(
                "filter", Map.of("city", records.city), "columns", List.of("NAME"), "format", "CSV", "reason", "矩阵");
        reader.person()
                .once()
                .body(wish)
                .post("/api/v1/customers/exports")
                .then()
                .statusCode(202);
    }

    private static Set<UUID> owners(Persona reader) {
        boolean firm = reader.lead().isEmpty() && reader.role() != Role.ADVISOR;
        String ids = records.firm.one(
                IN_SIGHT,
                records.city,
                firm,
                reader.person().id(),
                "{"
                        + String.join(
                                ",", reader.lead().stream().map(UUID::toString).toList()) + "}",
                reader.person().id());
        return Arrays.stream(ids == null ? new String[0] : ids.split(","))
                .map(UUID::fromString)
                .collect(toSet());
    }

    /** Erased customers aside, of whom the office keeps what it must. */
    private static Set<UUID> shown(Persona reader, Subject subject) {
        return records.of(subject).stream()
                .filter(record -> record.relation() != Relation.ERASED)
                .filter(reader::sees)
                .map(Related::id)
                .collect(toSet());
    }

    private static Set<UUID> ids(Persona reader, String path) {
        return ids(reader, path, "id");
    }

    private static Set<UUID> ids(Persona reader, String path, String member) {
        return Stream.of(get(reader, path).getList("items." + member, UUID.class))
                .flatMap(List::stream)
                .collect(toSet());
    }

    private static JsonPath get(Persona reader, String path) {
        return reader.person()
                .request()
                .get("/api/v1" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
