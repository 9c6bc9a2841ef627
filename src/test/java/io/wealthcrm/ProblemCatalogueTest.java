package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.shared.ProblemCode;
import io.wealthcrm.testing.ProductClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Walks every code of every feature. */
class ProblemCatalogueTest {
    private static final Pattern SCREAMING_SNAKE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final Pattern CHINESE = Pattern.compile(".*\\p{IsHan}.*");

    private final List<ProblemCode> codes = catalogue();

    @Test
    void thereIsACatalogue() {
        assertThat(codes).hasSizeGreaterThan(30);
    }

    @Test
    void codesAreUniqueOverAllFeatures() {
        Set<String> names = new HashSet<>();
        assertThat(codes)
                .allSatisfy(code ->
                        assertThat(names.add(code.name())).as(code.name()).isTrue());
    }

    @Test
    void codesAreStableNamesWithAnErrorStatus() {
        assertThat(codes).allSatisfy(code -> {
            assertThat(code.name()).matches(SCREAMING_SNAKE);
            assertThat(code.status()).isBetween(400, 599);
        });
    }

    @Test
    void titlesAreInBothLanguages() {
        assertThat(codes).allSatisfy(code -> {
            assertThat(code.zh()).matches(CHINESE);
            assertThat(code.en()).isNotBlank().doesNotMatch(CHINESE);
        });
    }

    @Test
    void everyCodeStandsInThePublishedContract() throws IOException {
        String openApi = Files.readString(Path.of("openapi/openapi.yaml"));
        assertThat(codes)
                .filteredOn(code -> !openApi.contains("- " + code.name() + "\n"))
                .isEmpty();
    }

    private static List<ProblemCode> catalogue() {
        return ProductClasses.all()
                .filter(type -> ProblemCode.class.isAssignableFrom(type) && type.isEnum())
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .map(ProblemCode.class::cast)
                .toList();
    }
}
