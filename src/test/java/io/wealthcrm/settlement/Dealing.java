package io.wealthcrm.settlement;

import static io.wealthcrm.settlement.Desk.PRODUCTS;

import io.restassured.response.Response;
import io.wealthcrm.settlement.Market.Deal;
import io.wealthcrm.testing.Person;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One person's random choices, in whose name each thing is done that the choice is. */
final class Dealing {
    private final Market market;
    private final Desk desk;
    private final Random random;

    Dealing(Market market, Random random) {
        this.market = market;
        this.desk = market.desk;
        this.random = random;
    }

    void act() {
        int choice = random.nextInt(100);
        if (choice < 15 || market.orders.isEmpty()) {
            book();
        } else if (choice < 70) {
            move(market.any(random, List.copyOf(market.orders.values())));
        } else if (choice < 80) {
            distribute(market.any(random, market.products));
        } else if (choice < 84) {
            clear();
        } else if (choice < 94) {
            payOut();
        } else {
            advance();
        }
    }

    private void book() {
        String amount = (10 + random.nextInt(20)) + "00000.00";
        Response answer = desk.advisor
                .once()
                .body(Map.of(
                        "customerId", market.any(random, market.buyers),
                        "productId", market.any(random, market.products),
                        "amount", amount))
                .post("/api/v1/orders");
        if (market.did("book", answer)) {
            remember(UUID.fromString(answer.path("id")), amount, answer);
        }
    }

    private void move(Deal order) {
        boolean usual = random.nextInt(4) > 0;
        switch (order.status()) {
            case "BOOKED" -> submit(order, usual);
            case "RETURNED" -> post(desk.advisor, order, usual ? "submission" : "cancellation", Map.of());
            case "SUBMITTED" -> {
                String verdict = usual ? "APPROVE" : random.nextBoolean() ? "RETURN" : "REJECT";
                post(market.compliance, order, "approval", Map.of("decision", verdict, "reason", "随机"));
            }
            case "APPROVED" -> post(desk.operations, order, "payments", payment(order));
            case "COOLING_OFF", "AWAITING_CALLBACK" -> {
                if (usual) {
                    post(market.callback, order, "callbacks", calledBack());
                } else {
                    post(desk.operations, order, "rescission", Map.of("reason", "反悔"));
                }
            }
            case "RESCINDED" -> post(desk.operations, order, "refund", Map.of());
            default -> refresh(order);
        }
    }

    private void submit(Deal order, boolean usual) {
        if (!usual) {
            post(desk.advisor, order, "cancellation", Map.of());
            return;
        }
        Response contract = desk.advisor
                .request()
                .header("If-Match", "\"" + order.version() + "\"")
                .body(Map.of(
                        "contractNumber",
                        "HT-" + order.id(),
                        "signedAt",
                        market.now().toString(),
                        "bankName",
                        "招商银行",
                        "bankAccount",
                        "6225880123456789"))
                .put("/api/v1/orders/" + order.id() + "/contract");
        if (market.did("contract", contract)) {
            List.of("CONTRACT_PHOTO", "ID_DOCUMENT", "RISK_DISCLOSURE").forEach(kind -> upload(order, kind));
        }
        post(desk.advisor, order, "submission", Map.of());
    }

    private void upload(Deal order, String kind) {
        market.did(
                "document",
                desk.advisor
                        .once()
                        .contentType("multipart/form-data")
                        .multiPart("kind", kind)
                        .multiPart("file", "photo.jpg", market.photo, "image/jpeg")
                        .post("/api/v1/orders/" + order.id() + "/documents"));
    }

    private Map<String, Object> payment(Deal order) {
        return Map.of(
                "payerName",
                Market.BUYER,
                "amount",
                order.amount(),
                "paidAt",
                market.now().toString(),
                "bankReference",
                "P" + order.id());
    }

    private static Map<String, Object> calledBack() {
        return Map.of("outcome", "CONFIRMED", "answers", Collections.nCopies(8, true));
    }

    private void post(Person by, Deal order, String action, Map<String, ?> body) {
        Response answer = by.once().body(body).post("/api/v1/orders/" + order.id() + "/" + action);
        if (market.did(action, answer)) {
            remember(order.id(), order.amount(), answer);
        } else {
            refresh(order);
        }
    }

    private void refresh(Deal order) {
        remember(order.id(), order.amount(), desk.operations.request().get("/api/v1/orders/" + order.id()));
    }

    private void remember(UUID id, String amount, Response order) {
        market.orders.put(id, new Deal(id, amount, order.path("status"), order.path("version")));
    }

    private void distribute(UUID product) {
        Map<String, Object> terms = new HashMap<>(Map.of("recordDate", today().toString()));
        if (random.nextInt(3) == 0) {
            terms.put("kind", "DIVIDEND");
            terms.put("total", (1 + random.nextInt(1_000_000)) + "." + (10 + random.nextInt(90)));
        } else {
            terms.put("kind", "PRINCIPAL");
        }
        UUID distribution = decided(product, "distributions", terms);
        if (distribution != null) {
            market.distributions.add(distribution);
        }
    }

    private void clear() {
        Map<String, Object> nav = Map.of("date", today().toString(), "nav", "1." + (1000 + random.nextInt(9000)));
        market.did("nav", desk.operations.once().body(nav).post(PRODUCTS + market.fund + "/navs"));
        UUID unused = decided(
                market.fund,
                "clearing-runs",
                Map.of("dealingDay", today().toString(), "feeRate", "0.0" + random.nextInt(10)));
    }

    /** Prepared, then mostly approved, sometimes given up; null unless approved. */
    private UUID decided(UUID product, String what, Map<String, ?> body) {
        Response prepared = desk.operations.once().body(body).post(PRODUCTS + product + "/" + what);
        if (!market.did(what, prepared)) {
            return null;
        }
        UUID run = UUID.fromString(prepared.path("id"));
        boolean approve = random.nextInt(5) > 0;
        String action = approve ? "approval" : "cancellation";
        Response answer = desk.finance.once().post(PRODUCTS + product + "/" + what + "/" + run + "/" + action);
        if (market.did(what + " " + action, answer)) {
            return approve ? run : null;
        }
        market.did(
                what + " cancellation",
                desk.cancel(product, what, run).extract().response());
        return null;
    }

    private void payOut() {
        if (!market.batches.isEmpty() && random.nextInt(3) > 0) {
            UUID batch = market.any(random, market.batches);
            String path = "/api/v1/payouts/batches/" + batch;
            switch (random.nextInt(5)) {
                case 0 ->
                    market.did("batch cancellation", desk.operations.once().post(path + "/cancellation"));
                case 1, 2 -> market.did("release", desk.finance.once().post(path + "/release"));
                default -> results(batch);
            }
        } else if (!market.distributions.isEmpty()) {
            Response answer = desk.operations
                    .once()
                    .body(Map.of("distributionId", market.any(random, market.distributions)))
                    .post("/api/v1/payouts/batches");
            if (market.did("batch", answer)) {
                market.batches.add(UUID.fromString(answer.path("id")));
            }
        }
    }

    /** The bank pays most; what it sends back is retried. */
    private void results(UUID batch) {
        List<Map<String, Object>> payouts = desk.operations
                .request()
                .get("/api/v1/payouts?limit=100&batchId=" + batch)
                .path("items");
        StringBuilder file = new StringBuilder("payoutId,amount,status,bankReference,reason\r\n");
        for (Map<String, Object> payout : payouts) {
            if (payout.get("status").equals("FAILED")) {
                market.did("retry", desk.operations.once().post("/api/v1/payouts/" + payout.get("id") + "/retry"));
            }
            if (!payout.get("status").equals("RELEASED")) {
                continue;
            }
            boolean paid = random.nextInt(4) > 0;
            file.append(payout.get("id")).append(',').append(payout.get("amount"));
            file.append(paid ? ",PAID,B" + UUID.randomUUID() : ",FAILED,").append(",\r\n");
        }
        market.did("results", desk.results(batch, file.toString()).extract().response());
    }

    /** Past cooling-offs and, now and then, past bookings. */
    private void advance() {
        String by = "PT" + (random.nextInt(4) == 0 ? 50 : 13) + "H";
        market.did(
                "clock", desk.operations.request().body(Map.of("advance", by)).post("/api/v1/demo/clock"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(market.now(), ZoneId.of("Asia/Shanghai"));
    }
}
