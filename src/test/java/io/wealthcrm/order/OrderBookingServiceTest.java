package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bookings by many at once: nothing is sold twice, nothing is given back twice. */
@OnSharedService
class OrderBookingServiceTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Service service;

    OrderBookingServiceTest(Service service) {
        this.service = service;
    }

    @Test
    void twoHundredAtOnceGetTheFiftyThereAre() {
        Sale sale = Sale.of(service);
        UUID product = sale.firm.product(Map.of("quota_amount", "50000000.00"));
        List<UUID> customers = IntStream.range(0, 10)
                .mapToObj(i -> sale.firm.buyerOf(sale.advisor, "客户" + i))
                .toList();
        Map<Integer, Long> answers = IntStream.range(0, 200)
                .mapToObj(i -> book(sale.advisor, customers.get(i % 10), product, "1000000.00", UUID.randomUUID()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
        assertThat(answers).containsExactlyInAnyOrderEntriesOf(Map.of(201, 50L, 409, 150L));
        assertThat(sale.firm.one("select count(*) from orders where product_id = ?", product))
                .isEqualTo("50");
        assertThat(sale.firm.one("select amount_left from products where id = ?", product))
                .isEqualTo("0.00");
    }

    @Test
    void seatsAreNeverOversold() {
        Sale sale = Sale.of(service);
        UUID product = sale.firm.product(Map.of("quota_seats", "5"));
        List<UUID> customers = IntStream.range(0, 20)
                .mapToObj(i -> sale.firm.buyerOf(sale.advisor, "席位" + i))
                .toList();
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            sent.add(book(sale.advisor, customers.get(i % 20), product, "1000000.00", UUID.randomUUID()));
        }
        Map<Integer, Long> answers = sent.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
        assertThat(answers.keySet()).isEqualTo(java.util.Set.of(201, 409));
        assertThat(sale.firm.one("select count(distinct customer_id) from orders where product_id = ?", product))
                .isEqualTo("5");
        assertThat(sale.firm.one("select seats_left from products where id = ?", product))
                .isEqualTo("0");
    }

    @Test
    void bookingsThatLapseGiveTheirQuotaBackOnce() {
        Sale sale = Sale.of(service);
        for (int i = 0; i < 20; i++) {
            assertThat(sale.booked().order).isNotNull();
        }
        sale.firm.execute("update orders set expires_at = now() where product_id = ?", sale.product);
        // Readers and cancellers race the scan; each booking still ends once.
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sent.add(send(sale.advisor, "/api/v1/orders/" + sale.order, null, null));
            sent.add(send(sale.advisor, "/api/v1/orders/" + sale.order + "/cancellation", "{}", UUID.randomUUID()));
        }
        sent.forEach(CompletableFuture::join);
        await().untilAsserted(() -> assertThat(sale.firm.one(
                        "select count(*) from orders where product_id = ? and status = 'EXPIRED' and not quota_held",
                        sale.product))
                .isEqualTo("20"));
        assertThat(sale.amountHeld()).isEqualTo("0.00");
        assertThat(sale.firm.one("select seats_held from products where id = ?", sale.product))
                .isEqualTo("0");
        assertThat(sale.firm.one(
                        """
                        select count(*) from order_history h join orders o on o.id = h.order_id
                         where o.product_id = ? and h.to_status = 'EXPIRED'""",
                        sale.product))
                .isEqualTo("20");
        assertThat(sale.status()).isEqualTo("EXPIRED");
    }

    @Test
    void aRepeatedBookingIsAnsweredByteForByte() {
        Sale sale = Sale.of(service);
        UUID key = UUID.randomUUID();
        HttpResponse<String> first = book(sale.advisor, sale.customer, sale.product, "1000000.00", key)
                .join();
        HttpResponse<String> again = book(sale.advisor, sale.customer, sale.product, "1000000.00", key)
                .join();
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        HttpResponse<String> other = book(sale.advisor, sale.customer, sale.product, "1100000.00", key)
                .join();
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("IDEMPOTENCY_KEY_REUSED");
        assertThat(orders(sale)).isEqualTo("1");
    }

    @Test
    void aRefusedBookingLeavesItsKeyUnused() {
        Sale sale = Sale.of(service);
        UUID key = UUID.randomUUID();
        assertThat(book(sale.advisor, sale.customer, sale.product, "1.00", key)
                        .join()
                        .statusCode())
                .isEqualTo(422);
        assertThat(book(sale.advisor, sale.customer, sale.product, "1000000.00", key)
                        .join()
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aHundredEqualRequestsMakeOneOrder() {
        Sale sale = Sale.of(service);
        UUID key = UUID.randomUUID();
        List<HttpResponse<String>> answers = IntStream.range(0, 100)
                .mapToObj(i -> book(sale.advisor, sale.customer, sale.product, "1000000.00", key))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409));
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(HttpResponse::body)
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .allSatisfy(answer -> assertThat(answer.body()).contains("IDEMPOTENCY_IN_FLIGHT"));
        assertThat(orders(sale)).isEqualTo("1");
        assertThat(sale.amountHeld()).isEqualTo("1000000.00");
    }

    private static String orders(Sale sale) {
        return sale.firm.one("select count(*) from orders where product_id = ?", sale.product);
    }

    private CompletableFuture<HttpResponse<String>> book(
            Person by, UUID customer, UUID product, String amount, UUID key) {
        String body =
                "{\"customerId\":\"%s\",\"productId\":\"%s\",\"amount\":\"%s\"}".formatted(customer, product, amount);
        return send(by, "/api/v1/orders", body, key);
    }

    private CompletableFuture<HttpResponse<String>> send(Person by, String path, String body, UUID key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("Authorization", "Bearer " + by.token())
                .header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key.toString());
        }
        HttpRequest built = body == null
                ? request.GET().build()
                : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return HTTP.sendAsync(built, HttpResponse.BodyHandlers.ofString());
    }
}
