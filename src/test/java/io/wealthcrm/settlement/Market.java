package io.wealthcrm.settlement;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.Response;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** What several people deal in at once: two products of a day's and a month's term and a fund, some buyers, and all orders. */
final class Market {
    static final String BUYER = "买家";

    final Desk desk;
    final Person compliance;
    final Person callback;
    final List<UUID> products;
    final UUID fund;
    final List<UUID> buyers;
    final byte[] photo = Photo.jpeg();

    /** As last seen by anybody. */
    final Map<UUID, Deal> orders = new ConcurrentHashMap<>();

    final List<UUID> distributions = new CopyOnWriteArrayList<>();
    final List<UUID> batches = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> done = new ConcurrentHashMap<>();

    record Deal(UUID id, String amount, String status, int version) {}

    Market(Desk desk) {
        this.desk = desk;
        compliance = desk.firm.office(Role.COMPLIANCE);
        callback = desk.firm.office(Role.CALLBACK);
        fund = desk.fund();
        products = List.of(
                desk.firm.product(Map.of("term_days", "1")), desk.firm.product(Map.of("term_days", "30")), fund);
        products.forEach(product -> desk.cash(product, "50000000.00", "INVESTMENT_INCOME"));
        buyers = IntStream.range(0, 6)
                .mapToObj(i -> desk.firm.buyerOf(desk.advisor, BUYER))
                .toList();
    }

    /** Counts what was done; anything but success or a refusal is a failure of the service. */
    @CanIgnoreReturnValue
    boolean did(String what, Response answer) {
        if (answer.statusCode() >= 500) {
            throw new AssertionError(what + ": " + answer.asString());
        }
        boolean fine = answer.statusCode() < 300;
        done.merge(fine ? what : what + " refused", 1, Integer::sum);
        return fine;
    }

    Map<String, Integer> done() {
        return new TreeMap<>(done);
    }

    <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The firm's time as its clock shows it. */
    Instant now() {
        return Instant.parse(
                desk.firm.one(
                        "select to_char((now() + ahead) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from firm_clock"));
    }
}
