package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.wealthcrm.testing.AccessMatrix;
import io.wealthcrm.testing.AccessMatrix.Route;
import io.wealthcrm.testing.Contract;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Persona;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Related;
import io.wealthcrm.testing.Related.Relation;
import io.wealthcrm.testing.RelatedRecords;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Snapshot;
import io.wealthcrm.testing.Subject;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every route about a record by everybody in every relation to it: what {@link Persona#sees} says is there is answered, and what is
 * not is not found, read or write; and nothing has changed after all of it.
 */
@OnSharedService
class AccessRelationsServiceTest {
    private static final String ID = "\\{[^}]+}";

    private static final Set<Relation> FEW = EnumSet.of(Relation.OWN, Relation.FOREIGN, Relation.MERGED);
    private static final Set<Relation> TELLING = EnumSet.of(
            Relation.OWN, Relation.COUSIN, Relation.FOREIGN, Relation.POOL, Relation.MERGED, Relation.ERASED);

    private static RelatedRecords records;
    private static List<Persona> personas;
    private static Contract contract;
    private static Service running;

    @BeforeAll
    static void lay(Service service) {
        running = service;
        records = RelatedRecords.on(service);
        contract = Contract.built();
        personas = records.personas();
    }

    @Test
    void whatIsInSightIsReadAndNothingElse() {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        long asked = cases(Route::isRead)
                .parallel()
                .peek(each -> {
                    int status = each.send(null).statusCode();
                    boolean there = each.sees() && each.isOfOneId();
                    if (status != (there ? 200 : 404)) {
                        wrong.add(each + " → " + status);
                    }
                })
                .count();
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(1000);
    }

    /** With a body that fits, and a version that never does. */
    @Test
    void whatIsOutOfSightIsNotFoundByWritesAndStays() {
        var before = Snapshot.of(running, records.customers());
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        long asked = cases(route -> !route.isRead())
                .filter(each -> !each.sees())
                .parallel()
                .peek(each -> {
                    var answer = each.send(contract.body(each.route()));
                    if (answer.statusCode() != 404) {
                        wrong.add(each + " → " + answer.statusCode() + " " + answer.asString());
                    }
                })
                .count();
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(1000);
        assertThat(Snapshot.of(running, records.customers())).isEqualTo(before);
    }

    /** So the path was right: who sees the record is told what is wrong with an empty body. */
    @Test
    void whatIsInSightIsFoundByWrites() {
        var before = Snapshot.of(running, records.customers());
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        long asked = cases(route -> contract.asksForABody(route))
                .filter(Case::sees)
                .parallel()
                .peek(each -> {
                    int status = each.send(null).statusCode();
                    if (status == 404 || status < 400 || status >= 500) {
                        wrong.add(each + " → " + status);
                    }
                })
                .count();
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(100);
        assertThat(Snapshot.of(running, records.customers())).isEqualTo(before);
    }

    private record Case(Persona by, Route route, Related record) {
        boolean sees() {
            return by.sees(record);
        }

        /** Of the owner all; of the others those whose line is another, and of the office, which sees all or nothing, few. */
        boolean isTelling() {
            return by.equals(records.personas().get(0))
                    || (!by.pools().isEmpty() || by.customer() != null ? TELLING : FEW).contains(record.relation());
        }

        boolean isOfOneId() {
            return route.path().indexOf('{') == route.path().lastIndexOf('{');
        }

        Response send(JsonNode body) {
            String path = route.path()
                    .replaceFirst(ID, record.id().toString())
                    .replaceAll(ID, UUID.randomUUID().toString());
            RequestSpecification request = by.person().request().header("If-Match", "\"999999\"");
            if (route.takesFile()) {
                return request.accept("*/*")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .contentType(ContentType.MULTIPART)
                        .multiPart("kind", "CONTRACT_PHOTO")
                        .multiPart("file", "x.jpg", Photo.jpeg(), "image/jpeg")
                        .post(path);
            }
            return route.call(request, path, body == null ? "{}" : body.toString());
        }

        @Override
        public String toString() {
            return by + " " + route.key() + " of " + record;
        }
    }

    /** Of those who may ever use the route; of all others AccessMatrixServiceTest tells that they are refused. */
    private static Stream<Case> cases(Predicate<Route> which) {
        return AccessMatrix.routes().stream()
                .filter(which)
                .filter(route -> Subject.of(route.path()).isPresent())
                .flatMap(route -> personas.stream()
                        .filter(persona -> route.isFor(Set.of(persona.role())))
                        .flatMap(persona -> records.of(Subject.of(route.path()).orElseThrow()).stream()
                                .map(record -> new Case(persona, route, record))
                                .filter(Case::isTelling)));
    }
}
