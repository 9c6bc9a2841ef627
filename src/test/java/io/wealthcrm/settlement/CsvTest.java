package io.wealthcrm.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.shared.Csv;
import io.wealthcrm.shared.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out as CSV and comes back. */
class CsvTest {
    private static final String HEAD = "payoutId,amount,status,bankReference,reason\n";
    private static final UUID PAYOUT = UUID.fromString("019aa000-0000-7000-8000-000000000001");

    @Test
    void formulasAreDisarmedAndNumbersAreNot() {
        Object[] row = {"=cmd|' /C calc'!A0", "+1", "-2", "@SUM", "\t=1", "普通", "a,\"b\"", new BigDecimal("-2.00"), null
        };
        assertThat(Csv.lines(List.<Object[]>of(row)))
                .isEqualTo("'=cmd|' /C calc'!A0,'+1,'-2,'@SUM,'\t=1,普通,\"a,\"\"b\"\"\",-2.00,\r\n");
    }

    @Test
    void readsAResultFileWithAMarkAndColumnsInAnyOrder() {
        String file = "\uFEFFstatus,payoutId,reason,amount,bankReference\r\nPAID," + PAYOUT + ",,12.30,B1\r\n";
        assertThat(ResultLine.parse(file)).singleElement().satisfies(line -> {
            assertThat(line.payoutId()).isEqualTo(PAYOUT);
            assertThat(line.amount()).hasToString("12.30");
            assertThat(line.paid()).isTrue();
            assertThat(line.bankReference()).isEqualTo("B1");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payoutId,amount\n",
                HEAD,
                HEAD + "x,1.00,PAID,B,\n",
                HEAD + "019aa000-0000-7000-8000-000000000001,1.001,PAID,B,\n",
                HEAD + "019aa000-0000-7000-8000-000000000001,1.00,DONE,B,\n",
                HEAD + "019aa000-0000-7000-8000-000000000001,1.00,PAID,,\n",
                HEAD
                        + "019aa000-0000-7000-8000-000000000001,1.00,PAID,B,\n019aa000-0000-7000-8000-000000000001,1.00,PAID,C,\n",
                HEAD + "019aa000-0000-7000-8000-000000000001,1.00,PAID,\"B,\n",
            })
    void refusesAnyOtherFile(String file) {
        assertThatThrownBy(() -> ResultLine.parse(file))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                        .isEqualTo(SettlementProblem.RESULT_FILE_INVALID));
    }
}
