package io.wealthcrm.performance;

import static io.wealthcrm.performance.Deeds.noon;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Two teams of a branch with what they sold on one day of last month. */
@OnSharedService
abstract class RankedTeams {
    Deeds deeds;
    Firm firm;
    Person first;
    Person second;
    Person elsewhere;
    UUID customer;
    LocalDate day;
    String month;

    /** Ten and seven millions in team A, seven in team B, all of one day of last month. */
    @BeforeEach
    final void people(Service service) {
        deeds = new Deeds(service);
        firm = deeds.firm;
        first = firm.advisor();
        second = firm.advisor();
        elsewhere = firm.advisorIn(firm.teamB);
        day = deeds.today().withDayOfMonth(1).minusDays(3);
        month = "period=" + day.toString().substring(0, 7);
        customer = firm.customerOf(first, "排名客户");
        sold(first, "10000000.00");
        sold(second, "7000000.00");
        sold(elsewhere, "7000000.00");
        deeds.recompute(day, day);
    }

    void sold(Person by, String amount) {
        deeds.confirmed(deeds.booked(customer, by, noon(day), amount, true), noon(day));
    }

    static void refused(Person person, String path, int status) {
        person.request().get(Deeds.API + path).then().statusCode(status);
    }
}
