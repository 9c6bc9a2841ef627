package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FieldAccessTest {
    private final Map<String, ExtraField> defined = new HashMap<>();
    private final Customer customer = new Customer();

    FieldAccessTest() {
        define("school", ExtraFieldKind.TEXT, Set.of(Role.ADVISOR, Role.CUSTOMER), Set.of(Role.ADVISOR), false, false);
        define(
                "score",
                ExtraFieldKind.NUMBER,
                Set.of(Role.COMPLIANCE, Role.TEAM_LEAD),
                Set.of(Role.TEAM_LEAD),
                true,
                false);
        define("health", ExtraFieldKind.TEXT, Set.of(Role.ADVISOR), Set.of(Role.ADVISOR), false, true);
        define("verdict", ExtraFieldKind.TEXT, Set.of(Role.ADVISOR, Role.COMPLIANCE), Set.of(), false, false);
        define("gone", ExtraFieldKind.TEXT, EnumSet.of(Role.ADVISOR), Set.of(Role.ADVISOR), false, false).retiredAt =
                Instant.EPOCH;
        customer.extra = Map.of("school", "复旦", "score", 7, "verdict", "无", "gone", "旧", "free", "随意");
    }

    @CanIgnoreReturnValue
    private ExtraField define(
            String key,
            ExtraFieldKind kind,
            Set<Role> readers,
            Set<Role> writers,
            boolean required,
            boolean sensitive) {
        var input = new NewExtraField(key, kind, key, key, null, required, sensitive, readers, writers, 0);
        defined.put(key, ExtraField.of(Ids.next(), input, Instant.EPOCH));
        return defined.get(key);
    }

    private FieldAccess as(Role... roles) {
        return new FieldAccess(defined, Set.of(roles));
    }

    private static String refusal(Supplier<FieldAccess.Edited> edit) {
        Problem refused = catchThrowableOfType(Problem.class, edit::get);
        return refused.code().name()
                + refused.context()
                + refused.errors().stream().map(Problem.Invalid::pointer).toList();
    }

    private static Map<String, Object> with(Map<String, Object> seen, String key, Object value) {
        Map<String, Object> wanted = new HashMap<>(seen);
        wanted.put(key, value);
        return wanted;
    }

    @Test
    void everybodySeesWhatListsThem() {
        assertThat(as(Role.ADVISOR).seen(customer)).containsOnlyKeys("school", "verdict", "free");
        assertThat(as(Role.COMPLIANCE).seen(customer)).containsOnlyKeys("score", "verdict", "free");
        assertThat(as(Role.CUSTOMER).seen(customer)).containsOnlyKeys("school");
        assertThat(as(Role.ADVISOR, Role.TEAM_LEAD).seen(customer))
                .containsOnlyKeys("school", "score", "verdict", "free");
        assertThat(as(Role.ADMIN).shown(customer)).isNull();
        assertThat(as(Role.FINANCE).shown(customer).values()).containsOnlyKeys("free");
    }

    @Test
    void whatIsOutOfSightStays() {
        FieldAccess advisor = as(Role.ADVISOR);
        assertThat(advisor.edited(customer, Map.of("school", "交大", "verdict", "无"))
                        .extra())
                .containsExactlyInAnyOrderEntriesOf(Map.of("school", "交大", "verdict", "无", "score", 7, "gone", "旧"));
    }

    @Test
    void aRefusalTellsNothingOfWhatIsOutOfSight() {
        FieldAccess advisor = as(Role.ADVISOR);
        Map<String, Object> seen = advisor.seen(customer);
        for (String key : List.of("score", "gone")) {
            assertThat(refusal(() -> advisor.edited(customer, with(seen, key, List.of()))))
                    .isEqualTo("INVALID_INPUT{}[/extra/" + key + "]");
        }
        assertThat(refusal(() -> advisor.edited(customer, with(seen, "verdict", "有"))))
                .isEqualTo("FIELD_NOT_WRITABLE{field=verdict}[]");
        assertThat(refusal(() -> advisor.edited(customer, Map.of()))).startsWith("FIELD_NOT_WRITABLE{field=verdict}");
        assertThat(refusal(() -> as(Role.CUSTOMER).edited(customer, with(Map.of("school", "复旦"), "other", "x"))))
                .isEqualTo("INVALID_INPUT{}[/extra/other]");
    }

    /** A misspelt key would be noted where nobody looks for it. */
    @Test
    void aFirmThatHasDefinedFieldsNotesNothingElseAndKeepsWhatItHas() {
        FieldAccess advisor = as(Role.ADVISOR);
        Map<String, Object> seen = advisor.seen(customer);
        assertThat(refusal(() -> advisor.edited(customer, with(seen, "scool/1", "交大"))))
                .isEqualTo("INVALID_INPUT{}[/extra/scool~11]");
        assertThat(refusal(() -> advisor.edited(customer, with(seen, "free", "改"))))
                .isEqualTo("INVALID_INPUT{}[/extra/free]");
        assertThat(refusal(() -> advisor.entered(Map.of("free", "随意")))).isEqualTo("INVALID_INPUT{}[/extra/free]");
        assertThat(advisor.edited(customer, with(seen, "school", "交大")).extra()).containsEntry("free", "随意");
        assertThat(advisor.edited(customer, Map.of("verdict", "无")).extra())
                .containsOnlyKeys("verdict", "score", "gone");
        FieldAccess undefined = new FieldAccess(Map.of(), Set.of(Role.ADVISOR));
        assertThat(undefined.entered(Map.of("free", "随意")).extra()).containsOnlyKeys("free");
    }

    @Test
    void manyAreWrittenByWhoWritesTheFieldAndOnlyWhatIsDefined() {
        WritableExtra advisor = new WritableExtra(as(Role.ADVISOR));
        assertThat(advisor.fields()).extracting(WritableField::key).containsExactly("health", "school");
        assertThat(advisor.sensitive()).containsExactly("health");
        assertThat(new WritableExtra(as(Role.TEAM_LEAD)).required()).containsExactly("score");
        advisor.require(List.of("school", "health"));
        assertThat(refusal(advisor, "verdict")).isEqualTo("FIELD_NOT_WRITABLE{field=verdict}[]");
        for (String key : List.of("score", "gone", "free")) {
            assertThat(refusal(advisor, key)).isEqualTo("INVALID_INPUT{}[/extra/" + key + "]");
        }
        WritableExtra undefined = new WritableExtra(new FieldAccess(Map.of(), Set.of(Role.ADVISOR)));
        assertThat(refusal(undefined, "free")).isEqualTo("INVALID_INPUT{}[/extra/free]");
    }

    private static String refusal(WritableExtra writable, String key) {
        return refusal(() -> {
            writable.require(List.of(key));
            return null;
        });
    }

    @Test
    void aNumberIsTheSameHoweverItIsWritten() {
        FieldAccess compliance = as(Role.COMPLIANCE);
        assertThat(compliance
                        .edited(customer, with(compliance.seen(customer), "score", 7.0))
                        .extra())
                .containsKey("score");
    }

    @Test
    void onlyWhatIsSaidAnewNeedsAConsent() {
        FieldAccess advisor = as(Role.ADVISOR);
        Map<String, Object> seen = advisor.seen(customer);
        assertThat(advisor.edited(customer, seen).sensitive()).isFalse();
        assertThat(advisor.edited(customer, with(seen, "health", "糖尿病")).sensitive())
                .isTrue();
        customer.extra = with(customer.extra, "health", "糖尿病");
        assertThat(advisor.edited(customer, seen).sensitive()).isFalse();
    }

    @Test
    void whatIsRequiredIsAskedOfWhoMayWriteIt() {
        assertThat(refusal(() -> as(Role.TEAM_LEAD).entered(Map.of()))).isEqualTo("INVALID_INPUT{}[/extra/score]");
        assertThat(as(Role.TEAM_LEAD).entered(Map.of("score", 1)).extra()).containsOnlyKeys("score");
        assertThat(as(Role.ADVISOR).entered(Map.of()).extra()).isEmpty();
        FieldAccess lead = as(Role.TEAM_LEAD);
        assertThat(refusal(() -> lead.edited(customer, Map.of("free", "随意"))))
                .isEqualTo("INVALID_INPUT{}[/extra/score]");
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, x, true", "TEXT, '\u200b', false", "DATE, 2026-02-28, true", "DATE, 2026-02-30, false",
        "DATE, -5000-01-01, false", "DATE, 4000-01-01, false", "CHOICE, 甲, true", "CHOICE, 丙, false",
        "NUMBER, 1, false", "BOOLEAN, true, false"
    })
    void aKindTakesWhatFits(ExtraFieldKind kind, String value, boolean fits) {
        assertThat(kind.fits(value, List.of("甲", "乙"))).isEqualTo(fits);
    }

    @ParameterizedTest
    @EnumSource(ExtraFieldKind.class)
    void noKindTakesWhatJsonCannotGiveBack(ExtraFieldKind kind) {
        for (Object value : List.of(Double.POSITIVE_INFINITY, 1e300, 1e-300, 1234567890123456L, List.of(1), Map.of())) {
            assertThat(kind.fits(value, List.of())).isFalse();
            assertThat(ExtraFieldKind.isScalar(value)).isFalse();
        }
        assertThat(kind.fits("长".repeat(1001), List.of())).isFalse();
        assertThat(ExtraFieldKind.isScalar("a\0b")).isFalse();
    }
}
