package io.wealthcrm.agenda;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** An advisor with a calendar, a lead and the call centre, for the tests of appointments. */
@OnSharedService
abstract class AppointmentCase {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final String PATH = "/api/v1/agenda/appointments";

    /** A Friday of a year whose holidays are not published yet. */
    static final LocalDate FRIDAY =
            LocalDate.now(SHANGHAI).plusDays(400).with(TemporalAdjusters.next(DayOfWeek.FRIDAY));

    final Service service;
    Firm firm;
    Person advisor;
    Person lead;
    Person agent;
    UUID customer;

    AppointmentCase(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        agent = firm.office(Role.CALLBACK);
        customer = firm.customerOf(advisor, "预约客户");
    }

    @CanIgnoreReturnValue
    final ValidatableResponse bookFor(Person by, Map<String, Object> appointment) {
        return by.once()
                .body(appointment)
                .post("/api/v1/users/" + advisor.id() + "/appointments")
                .then();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse book(Person by, Map<String, Object> appointment) {
        return by.once().body(appointment).post(PATH).then();
    }

    static Map<String, Object> slot(int hour, int minute, int minutes) {
        Instant start = Instant.parse(at(hour, minute));
        return appointment(start, start.plus(Duration.ofMinutes(minutes)));
    }

    static Map<String, Object> appointment(Instant from, Instant to) {
        return Map.of("kind", "MEETING", "title", "面谈", "startsAt", from.toString(), "endsAt", to.toString());
    }

    static Instant at(int hour) {
        return Instant.parse(at(hour, 0));
    }

    static String at(int hour, int minute) {
        return at(FRIDAY, hour, minute);
    }

    static String at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(SHANGHAI).toInstant().toString();
    }

    static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> all = new HashMap<>(map);
        all.put(name, value);
        return all;
    }

    final String row(String id) {
        return firm.one("select cast(to_jsonb(a) as text) from appointments a where id = cast(? as uuid)", id);
    }
}
