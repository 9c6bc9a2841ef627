package io.wealthcrm.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which birthdays the rule finds on a day, by running its scan without telling anybody. */
@OnSharedService
class BirthdayRuleServiceTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private Firm firm;

    @BeforeEach
    void people(Service service) {
        firm = Firm.on(service);
    }

    @ParameterizedTest
    @CsvSource({
        "1996-02-29, 2027-02-28, 2027-02-28/T-0",
        "1996-02-29, 2027-02-25, 2027-02-28/T-3",
        "1996-02-29, 2028-02-28,",
        "1996-02-29, 2028-02-29, 2028-02-29/T-0",
        "1996-02-29, 2028-02-26, 2028-02-29/T-3",
        "1996-02-28, 2027-02-28, 2027-02-28/T-0",
        "1996-03-01, 2027-02-26, 2027-03-01/T-3",
        "1996-01-02, 2026-12-30, 2027-01-02/T-3",
        "2027-02-28, 2027-02-28,",
    })
    void keepsBirthdaysOfTheLeapDay(LocalDate birthday, LocalDate day, String occasion) {
        UUID customer = bornOn(birthday);
        assertThat(firm.one(
                        "select occasion from (" + RuleScanServiceTest.scan(RuleKind.BIRTHDAY, day.toString())
                                + ") r where entity_id = ?",
                        customer))
                .isEqualTo(occasion);
    }

    @Test
    void keepsBirthdaysToItselfWhileTheCustomerIsShielded() {
        UUID customer = bornOn(TODAY.minusYears(40));
        String told = "select count(*) from (" + RuleScanServiceTest.scan(RuleKind.BIRTHDAY, TODAY.toString())
                + ") r where entity_id = ?";
        assertThat(firm.one(told, customer)).isEqualTo("1");
        firm.execute(
                "insert into contact_shields (order_id, customer_id, opened_at, holds_until) values (?, ?, now(), now())",
                Ids.next(),
                customer);
        assertThat(firm.one(told, customer)).isEqualTo("0");
        firm.execute("update contact_shields set closed_at = now() where customer_id = ?", customer);
        assertThat(firm.one(told, customer)).isEqualTo("1");
    }

    private UUID bornOn(LocalDate birthday) {
        UUID customer = firm.customerOf(firm.advisor(), "生日测试");
        firm.execute("update customers set birthday = ? where id = ?", birthday, customer);
        return customer;
    }
}
