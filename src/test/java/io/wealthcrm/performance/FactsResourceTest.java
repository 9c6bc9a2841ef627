package io.wealthcrm.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures against an oracle: what happened is invented here, laid into the tables, and added up in Java besides. */
@OnSharedService
class FactsResourceTest {
    private static final int NEW = 0;
    private static final int CONTACTS = 1;
    private static final int DUE = 2;
    private static final int KEPT = 3;
    private static final int BOOKINGS = 4;
    private static final int BOOKED = 5;
    private static final int CONFIRMED = 6;
    private static final List<String> NAMES =
            List.of("newCustomers", "contacts", "plansDue", "plansKept", "bookings", "bookedAmount", "confirmedAmount");

    /** Cents and counts alike, of one person in one unit at one time. */
    private record Deed(Person person, UUID unit, Instant at, int what, long value) {
        LocalDate day() {
            return LocalDate.ofInstant(at, Deeds.ZONE);
        }
    }

    private final List<Deed> all = new ArrayList<>();
    private Deeds deeds;
    private Person mover;
    private Instant moved;
    private List<Person> people;
    private LocalDate from;
    private LocalDate today;

    @BeforeEach
    void people(Service service) {
        deeds = new Deeds(service);
        mover = deeds.firm.advisor();
        people = List.of(mover, deeds.firm.advisor(), deeds.firm.advisorIn(deeds.firm.teamB));
        today = deeds.today();
        // Across the beginning of a quarter, however young this one is.
        from = YearMonth.from(today).minusMonths(4).atDay(20);
        moved = Deeds.noon(YearMonth.from(today).minusMonths(2).atDay(15));
        deeds.firm.execute("update users set unit_id = ? where id = ?", deeds.firm.teamB, mover.id());
        deeds.firm.execute(
                "update past_postings set until = cast(? as timestamptz) where person_id = ?",
                moved.toString(),
                mover.id());
    }

    @Test
    void figuresOfRandomHistoriesEqualTheOracle() {
        Random random = new Random(20261122);
        live(random, 120);
        deeds.recompute(from.minusDays(1), today);
        for (YearMonth month = YearMonth.from(from);
                !month.isAfter(YearMonth.from(today));
                month = month.plusMonths(1)) {
            compare(month.toString(), month.atDay(1), month.atEndOfMonth());
        }
        LocalDate quarter = from.plusMonths(3).withDayOfMonth(1);
        quarter = quarter.withMonth((quarter.getMonthValue() - 1) / 3 * 3 + 1);
        compare(
                quarter.getYear() + "-Q" + (quarter.getMonthValue() / 3 + 1),
                quarter,
                quarter.plusMonths(3).minusDays(1));
        int known = rows();
        deeds.recompute(from, today);
        assertThat(rows()).as("worked out again nothing comes out otherwise").isEqualTo(known);
    }

    /** Of persons by the day, and of both teams by who was there then. */
    private void compare(String period, LocalDate first, LocalDate last) {
        List<Deed> within = all.stream()
                .filter(deed -> !deed.day().isBefore(first) && !deed.day().isAfter(last))
                .toList();
        for (Person person : people) {
            Map<String, List<BigDecimal>> expected = new TreeMap<>();
            within.stream().filter(deed -> deed.person() == person).forEach(deed -> add(expected, deed));
            assertThat(days(deeds.person(deeds.executive, person, "period=" + period), "days"))
                    .as("%s of %s", period, person.username())
                    .isEqualTo(expected);
        }
        for (UUID team : List.of(deeds.firm.teamA, deeds.firm.teamB)) {
            Map<String, List<BigDecimal>> expected = new TreeMap<>();
            within.stream().filter(deed -> deed.unit().equals(team)).forEach(deed -> add(expected, deed));
            assertThat(days(deeds.read(deeds.executive, "/units/" + team + "?period=" + period), "items"))
                    .as("%s of a team", period)
                    .isEqualTo(expected);
            BigDecimal contacts = sum(within, team, CONTACTS);
            BigDecimal confirmed = sum(within, team, CONFIRMED);
            assertThat(total(team, period, "CONTACTS")).as(period).isEqualByComparingTo(contacts);
            assertThat(total(team, period, "CONFIRMED_AMOUNT"))
                    .as(period)
                    .isEqualByComparingTo(confirmed.movePointLeft(2));
        }
    }

    private static void add(Map<String, List<BigDecimal>> days, Deed deed) {
        List<BigDecimal> figures = days.computeIfAbsent(
                deed.day().toString(),
                day -> new ArrayList<>(
                        NAMES.stream().map(name -> BigDecimal.ZERO).toList()));
        boolean cents = deed.what() == BOOKED || deed.what() == CONFIRMED;
        figures.set(deed.what(), figures.get(deed.what()).add(BigDecimal.valueOf(deed.value(), cents ? 2 : 0)));
    }

    private static Map<String, List<BigDecimal>> days(JsonPath answer, String list) {
        Map<String, List<BigDecimal>> days = new TreeMap<>();
        List<Map<String, Object>> given = answer.getList(list);
        given.forEach(day -> {
            Map<?, ?> figures = (Map<?, ?>) day.get("figures");
            days.put(
                    (String) day.get("day"),
                    NAMES.stream()
                            .map(name -> new BigDecimal(figures.get(name).toString()))
                            .map(value -> value.signum() == 0 ? BigDecimal.ZERO : value)
                            .toList());
        });
        return days;
    }

    private BigDecimal total(UUID unit, String period, String metric) {
        List<String> values = deeds.board(deeds.executive, unit, "limit=100&period=" + period + "&metric=" + metric)
                .getList("places.value");
        return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal sum(List<Deed> deeds, UUID unit, int what) {
        return BigDecimal.valueOf(deeds.stream()
                .filter(deed -> deed.unit().equals(unit) && deed.what() == what)
                .mapToLong(Deed::value)
                .sum());
    }

    private int rows() {
        return Integer.parseInt(deeds.firm.one(
                "select count(*) from person_days where person_id in (?, ?, ?)",
                people.get(0).id(),
                people.get(1).id(),
                people.get(2).id()));
    }

    /** Something at random times, the edges of days among them. */
    private void live(Random random, int times) {
        List<UUID> customers = new ArrayList<>();
        for (Person person : people) {
            Instant at = time(random);
            customers.add(deeds.opened(person, at));
            did(person, at, NEW, 1);
        }
        for (int i = 0; i < times; i++) {
            Person person = people.get(random.nextInt(3));
            act(random, person, customers.get(random.nextInt(3)), time(random));
        }
    }

    private void act(Random random, Person person, UUID customer, Instant at) {
        switch (random.nextInt(6)) {
            case 0 -> deeds.contact(customer, person, "NOTE", at);
            case 1, 2 -> {
                deeds.contact(
                        customer, person, Arrays.asList("CALL", "VISIT", "CARE").get(random.nextInt(3)), at);
                did(person, at, CONTACTS, 1);
            }
            case 3 -> plan(random, person, at);
            default -> order(random, person, customer, at);
        }
    }

    private void plan(Random random, Person person, Instant due) {
        int kind = random.nextInt(4);
        Instant night = LocalDate.ofInstant(due, Deeds.ZONE)
                .plusDays(1)
                .atStartOfDay(Deeds.ZONE)
                .toInstant();
        Instant done = kind == 0 ? night.minusMillis(1) : kind == 1 ? night : null;
        deeds.plan(person, due, kind == 3 ? due : done, done != null ? "DONE" : kind == 3 ? "CANCELLED" : "OPEN");
        if (kind != 3) {
            did(person, due, DUE, 1);
        }
        if (kind == 0) {
            did(person, due, KEPT, 1);
        }
    }

    private void order(Random random, Person person, UUID customer, Instant at) {
        long cents = 100_000_000L + random.nextInt(99_999);
        boolean held = random.nextInt(4) > 0;
        UUID order =
                deeds.booked(customer, person, at, BigDecimal.valueOf(cents, 2).toPlainString(), held);
        if (!held) {
            return;
        }
        did(person, at, BOOKINGS, 1);
        did(person, at, BOOKED, cents);
        Instant later = at.plusSeconds(random.nextInt(20 * 86_400));
        if (random.nextBoolean() && LocalDate.ofInstant(later, Deeds.ZONE).isBefore(today)) {
            deeds.confirmed(order, later);
            did(person, later, CONFIRMED, cents);
        }
    }

    private void did(Person person, Instant at, int what, long value) {
        UUID unit = person == mover && !at.isBefore(moved) ? deeds.firm.teamB : person.unitId();
        all.add(new Deed(person, unit, at, what, value));
    }

    private Instant time(Random random) {
        LocalDate day = from.plusDays(random.nextLong(from.until(today, java.time.temporal.ChronoUnit.DAYS)));
        Instant start = day.atStartOfDay(Deeds.ZONE).toInstant();
        return switch (random.nextInt(3)) {
            case 0 -> start;
            case 1 -> start.minusNanos(1000);
            default -> start.plusSeconds(random.nextInt(86_400));
        };
    }
}
