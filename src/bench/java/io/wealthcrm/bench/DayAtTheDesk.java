package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.customer.KnownCustomers;
import io.wealthcrm.customer.KnownCustomers.Known;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What advisors ask the service for, and how often of a hundred times: eighty that read, twenty that write. */
final class DayAtTheDesk {
    private static final int ADVISORS = 24;
    private static final int CALLS = 2_000;
    /** By regulation 200 investors share a product. */
    private static final int INVESTORS = 150;
    /** Bookings of one product wait for each other. */
    private static final int PRODUCTS_OF_AN_ADVISOR = 8;

    private static final String CUSTOMERS = "/api/v1/customers";

    private final List<KnownCustomers> known = new ArrayList<>();
    private final List<UUID> products = new ArrayList<>();
    private final Firm firm;
    private final Random random = new Random(5);

    private DayAtTheDesk(Service service) throws SQLException {
        firm = Firm.on(service);
        int there = Integer.parseInt(firm.one("select count(*) from users where username like 'many-%'"));
        for (int advisor = 1; advisor <= Math.min(ADVISORS, there); advisor++) {
            known.add(KnownCustomers.of(service, advisor));
            for (int n = 0; n < PRODUCTS_OF_AN_ADVISOR; n++) {
                products.add(firm.product(Map.of("quota_amount", "900000000000000.00")));
            }
        }
    }

    private interface Request {
        HttpCall of(Person advisor, Known customer, UUID product);
    }

    /** Of a service with many customers laid in. */
    static List<Workload> of(Service service) throws SQLException {
        DayAtTheDesk day = new DayAtTheDesk(service);
        return List.of(
                day.reading("customer by id", 30, customer -> CUSTOMERS + "/" + customer.id()),
                day.reading("list of 20 by last contact", 15, customer -> CUSTOMERS + "?sort=lastContactAt&limit=20"),
                day.reading(
                        "search by part of a name",
                        8,
                        customer -> search(customer.name().substring(1))),
                day.reading("search by initials", 8, customer -> search(customer.initials())),
                day.reading(
                        "search by last digits",
                        8,
                        customer -> search(customer.phone().substring(7))),
                day.reading(
                        "search by first digits",
                        3,
                        customer -> search(customer.phone().substring(0, 7))),
                day.reading("overview", 8, customer -> CUSTOMERS + "/" + customer.id() + "/overview"),
                day.workload("record an interaction", 12, "interactions", DayAtTheDesk::interaction),
                day.workload("book an order", 8, "orders", DayAtTheDesk::booking));
    }

    private interface Path {
        String of(Known customer);
    }

    private Workload reading(String name, int share, Path path) {
        return workload(name, share, null, (advisor, customer, product) -> HttpCall.get(advisor, path.of(customer)));
    }

    private Workload workload(String name, int share, String leaves, Request request) {
        List<HttpCall> calls = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            calls.add(call(random.nextInt(known.size()), leaves != null, request));
        }
        List<HttpCall> ofOne = new ArrayList<>();
        for (int call = 0; call < INVESTORS; call++) {
            ofOne.add(call(0, leaves != null, request));
        }
        Collections.shuffle(calls, random);
        return new Workload(name, share, leaves, calls, ofOne);
    }

    private HttpCall call(int advisor, boolean writes, Request request) {
        KnownCustomers theirs = known.get(advisor);
        int all = theirs.customers().size();
        int most = writes ? Math.min(INVESTORS, all) : all;
        UUID product = products.get(PRODUCTS_OF_AN_ADVISOR * advisor + random.nextInt(PRODUCTS_OF_AN_ADVISOR));
        return request.of(theirs.advisor(), theirs.customers().get(random.nextInt(most)), product);
    }

    private static String search(String words) {
        return CUSTOMERS + "?q=" + URLEncoder.encode(words, UTF_8) + "&limit=20";
    }

    private static HttpCall interaction(Person advisor, Known customer, UUID product) {
        Instant at = Instant.now().minus(Duration.ofHours(1));
        return HttpCall.post(
                advisor,
                CUSTOMERS + "/" + customer.id() + "/interactions",
                "{\"kind\":\"CALL\",\"at\":\"%s\",\"summary\":\"谈了到期安排\"}".formatted(at));
    }

    private static HttpCall booking(Person advisor, Known customer, UUID product) {
        return HttpCall.post(
                advisor,
                "/api/v1/orders",
                "{\"customerId\":\"%s\",\"productId\":\"%s\",\"amount\":\"1000000.00\"}"
                        .formatted(customer.id(), product));
    }
}
