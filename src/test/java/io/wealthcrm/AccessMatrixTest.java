package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.AccessMatrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The access matrix says of every route who may use it and what it is about; and that this is looked at is tested as well. */
class AccessMatrixTest {
    private final List<String> contract = AccessMatrix.lines(AccessMatrix.CONTRACT);
    private final List<String> matrix = AccessMatrix.lines(AccessMatrix.MATRIX);

    @Test
    void everyRouteIsCovered() {
        assertThat(AccessMatrix.faults(contract, matrix)).isEmpty();
        assertThat(AccessMatrix.routes()).hasSizeGreaterThan(300);
    }

    @Test
    void aNewRouteThatIsNotCoveredIsFound() {
        List<String> wider = new ArrayList<>(contract);
        wider.addAll(wider.indexOf("paths:") + 1, List.of("  /api/v1/customers/{id}/secrets:", "    get:"));
        assertThat(AccessMatrix.faults(wider, matrix))
                .containsExactly("GET /api/v1/customers/{id}/secrets is published and not in the matrix");
    }

    @Test
    void aRouteAboutSomethingNewIsFound() {
        List<String> wider = new ArrayList<>(contract);
        wider.addAll(wider.indexOf("paths:") + 1, List.of("  /api/v1/diaries/{id}:", "    get:"));
        List<String> told = with("GET /api/v1/diaries/{id} ADVISOR");
        assertThat(AccessMatrix.faults(wider, told))
                .contains("GET /api/v1/diaries/{id} is about nobody knows what; see Subject");
    }

    @Test
    void aRoleThatIsMissingIsFound() {
        List<String> narrower = matrix.stream()
                .map(line -> line.replaceFirst("^(PATCH /api/v1/customers/\\{id} .*) BRANCH_MANAGER", "$1"))
                .toList();
        assertThat(AccessMatrix.faults(contract, narrower))
                .containsExactly(
                        "PATCH /api/v1/customers/{id} is for [ADVISOR, TEAM_LEAD, BRANCH_MANAGER] and not for [ADVISOR, TEAM_LEAD]");
    }

    @Test
    void aRoleTooManyAndARouteThatIsGoneAreFound() {
        List<String> wider = new ArrayList<>(matrix);
        wider.replaceAll(line -> line.startsWith("POST /api/v1/extra-fields ") ? line + " MARKETING" : line);
        wider.add("GET /api/v1/customers/{id}/secrets ADVISOR");
        assertThat(AccessMatrix.faults(contract, wider))
                .containsExactlyInAnyOrder(
                        "POST /api/v1/extra-fields is for [ADMIN] and not for [MARKETING, ADMIN]",
                        "GET /api/v1/customers/{id}/secrets is in the matrix and not published");
    }

    /** Routes below REST have no annotation to be compared with, and yet no line of theirs goes unread. */
    @Test
    void aRoleTooManyOfUploadsIsFound() {
        List<String> wider = new ArrayList<>(matrix);
        wider.replaceAll(line -> line.startsWith("POST /api/v1/uploads ") ? line + " FINANCE" : line);
        assertThat(AccessMatrix.faults(contract, wider))
                .containsExactly("POST /api/v1/uploads is for [ADVISOR] and not for [ADVISOR, FINANCE]");
    }

    private List<String> with(String line) {
        List<String> wider = new ArrayList<>(matrix);
        wider.add(line);
        return wider;
    }
}
