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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What advisors ask the service for, and how often of a hundred times: eighty that read, twenty that write. */
final class DayAtTheDesk {
    private static final int ADVISORS = 24;
    private static final int CALLS = 2_000;
    /** Each with a photo in it. */
    private static final int UPLOADS = 200;
    /** By regulation 200 investors share a product. */
    private static final int INVESTORS = 150;
    /** Bookings of one product wait for each other. */
    private static final int PRODUCTS_OF_AN_ADVISOR = 8;

    private static final String ORDERS = "/api/v1/orders";
    private static final String CUSTOMERS = "/api/v1/customers";

    private final List<KnownCustomers> known = new ArrayList<>();
    private final List<UUID> products = new ArrayList<>();
    /** One on each product, whose papers are brought in. */
    private final List<String> orders = new ArrayList<>();

    private final byte[] photo = PhotoForm.bytes();
    private final Firm firm;
    private final Random random = new Random(5);

    private DayAtTheDesk(Service service) throws SQLException {
        firm = Firm.on(service);
        int there = Integer.parseInt(firm.one("select count(*) from users where username like 'many-%'"));
        for (int advisor = 1; advisor <= Math.min(ADVISORS, there); advisor++) {
            KnownCustomers theirs = KnownCustomers.of(service, advisor);
            known.add(theirs);
            for (int n = 0; n < PRODUCTS_OF_AN_ADVISOR; n++) {
                UUID product = firm.product(Map.of("quota_amount", "900000000000000.00"));
                products.add(product);
                orders.add(booked(theirs.advisor(), theirs.customers().get(n), product));
            }
        }
    }

    private static String booked(Person advisor, Known customer, UUID product) {
        return advisor.once()
                .body(order(customer, product))
                .post(ORDERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** What a request is about. */
    private record Matter(Person advisor, Known customer, UUID product, String order) {}

    private interface Request {
        HttpCall of(Matter matter);
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
                day.writing("record an interaction", 11, "interactions", DayAtTheDesk::interaction),
                day.writing("book an order", 7, "orders", DayAtTheDesk::booking),
                day.uploading("upload a photo", 2, "order_documents"));
    }

    private interface Path {
        String of(Known customer);
    }

    private Workload reading(String name, int share, Path path) {
        Request request = matter -> HttpCall.get(matter.advisor(), path.of(matter.customer()));
        int all = Integer.MAX_VALUE;
        return new Workload(name, share, null, null, calls(CALLS, all, request), ofOne(all, request));
    }

    private Workload writing(String name, int share, String leaves, Request request) {
        return new Workload(name, share, leaves, null, calls(CALLS, INVESTORS, request), ofOne(INVESTORS, request));
    }

    private Workload uploading(String name, int share, String leaves) {
        Request request =
                matter -> HttpCall.upload(matter.advisor(), ORDERS + "/" + matter.order() + "/documents", photo);
        return new Workload(name, share, leaves, photo, calls(UPLOADS, INVESTORS, request), ofOne(INVESTORS, request));
    }

    /** @param most of an advisor's customers whom they are about */
    private List<HttpCall> calls(int many, int most, Request request) {
        List<HttpCall> calls = new ArrayList<>();
        for (int call = 0; call < many; call++) {
            calls.add(request.of(matter(random.nextInt(known.size()), most)));
        }
        return calls;
    }

    private List<HttpCall> ofOne(int most, Request request) {
        List<HttpCall> calls = new ArrayList<>();
        for (int call = 0; call < INVESTORS; call++) {
            calls.add(request.of(matter(0, most)));
        }
        return calls;
    }

    private Matter matter(int advisor, int most) {
        KnownCustomers theirs = known.get(advisor);
        int drawn = random.nextInt(Math.min(most, theirs.customers().size()));
        int product = PRODUCTS_OF_AN_ADVISOR * advisor + random.nextInt(PRODUCTS_OF_AN_ADVISOR);
        return new Matter(theirs.advisor(), theirs.customers().get(drawn), products.get(product), orders.get(product));
    }

    private static String search(String words) {
        return CUSTOMERS + "?q=" + URLEncoder.encode(words, UTF_8) + "&limit=20";
    }

    private static HttpCall interaction(Matter matter) {
        Instant at = Instant.now().minus(Duration.ofHours(1));
        return HttpCall.post(
                matter.advisor(),
                CUSTOMERS + "/" + matter.customer().id() + "/interactions",
                "{\"kind\":\"CALL\",\"at\":\"%s\",\"summary\":\"谈了到期安排\"}".formatted(at));
    }

    private static HttpCall booking(Matter matter) {
        return HttpCall.post(matter.advisor(), ORDERS, order(matter.customer(), matter.product()));
    }

    private static String order(Known customer, UUID product) {
        return "{\"customerId\":\"%s\",\"productId\":\"%s\",\"amount\":\"1000000.00\"}"
                .formatted(customer.id(), product);
    }
}
