package io.wealthcrm.approval;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** An administrator's desk: flows are written and activated there. Kinds are unique, so that tests run beside each other. */
public final class Desk {
    private final Person admin;

    public Desk(Person admin) {
        this.admin = admin;
    }

    static String kind() {
        return "T"
                + Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36)
                        .toUpperCase(java.util.Locale.ROOT);
    }

    /** A step with some members otherwise. */
    public static Map<String, Object> step(int stage, String role, Map<String, Object> otherwise) {
        Map<String, Object> step = new HashMap<>();
        step.put("stage", stage);
        step.put("name", role + " " + stage);
        step.put("role", role);
        step.put("dueHours", 24);
        step.putAll(otherwise);
        return step;
    }

    static Map<String, Object> step(int stage, String role) {
        return step(stage, role, Map.of());
    }

    UUID flow(String kind) {
        return UUID.fromString(admin.once()
                .body(Map.of("kind", kind, "name", "流程 " + kind))
                .post("/api/v1/approvals/flows")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    ValidatableResponse draft(UUID flow, Map<String, Object> version) {
        return admin.once()
                .body(version)
                .post("/api/v1/approvals/flows/{id}/versions", flow)
                .then();
    }

    ValidatableResponse activate(UUID flow, int number, int version) {
        return admin.once()
                .header("If-Match", "\"" + version + "\"")
                .post("/api/v1/approvals/flows/{id}/versions/{number}/activation", flow, number)
                .then();
    }

    /** A new kind with an active flow of these steps and no form. */
    @SafeVarargs
    final String active(Map<String, Object>... steps) {
        String kind = kind();
        UUID flow = flow(kind);
        draft(flow, Map.of("steps", List.of(steps))).statusCode(201);
        activate(flow, 1, 0).statusCode(200);
        return kind;
    }

    /** Adds steps to the flow of a kind; they name a product of the test's own, so that nobody else's requests take them. */
    public void addTo(String kind, List<Map<String, Object>> steps) {
        synchronized (Desk.class) {
            var flows = admin.request()
                    .get("/api/v1/approvals/flows")
                    .then()
                    .statusCode(200)
                    .extract();
            String one = "items.find { it.kind == '" + kind + "' }";
            UUID flow = UUID.fromString(flows.path(one + ".id"));
            List<Map<String, Object>> all =
                    new ArrayList<>(flows.<List<Map<String, Object>>>path(one + ".active.steps"));
            all.addAll(steps);
            int number =
                    draft(flow, Map.of("steps", all)).statusCode(201).extract().path("number");
            activate(flow, number, 0).statusCode(200);
        }
    }

    /** Does something while no flow of the kind is active; afterwards one with the same steps is. */
    public void without(String kind, Runnable act) {
        synchronized (Desk.class) {
            var flows = admin.request()
                    .get("/api/v1/approvals/flows")
                    .then()
                    .statusCode(200)
                    .extract();
            String one = "items.find { it.kind == '" + kind + "' }";
            UUID flow = UUID.fromString(flows.path(one + ".id"));
            Map<String, Object> steps = Map.of("steps", flows.path(one + ".active.steps"));
            int active = flows.path(one + ".active.number");
            int next = draft(flow, steps).statusCode(201).extract().path("number");
            admin.once()
                    .header("If-Match", "\"" + flows.<Integer>path(one + ".active.version") + "\"")
                    .post("/api/v1/approvals/flows/{id}/versions/{number}/retirement", flow, active)
                    .then()
                    .statusCode(200);
            try {
                act.run();
            } finally {
                activate(flow, next, 0).statusCode(200);
            }
        }
    }

    static ValidatableResponse request(Person by, String kind, Map<String, Object> otherwise) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", kind, "title", "差旅报销"));
        body.putAll(otherwise);
        return by.once().body(body).post("/api/v1/approvals").then();
    }

    static String requested(Person by, String kind) {
        return request(by, kind, Map.of()).statusCode(201).extract().path("id");
    }

    static ValidatableResponse decide(Person by, String id, Map<String, Object> decision) {
        return by.once()
                .body(decision)
                .post("/api/v1/approvals/{id}/decisions", id)
                .then();
    }

    static ValidatableResponse approve(Person by, String id) {
        return decide(by, id, Map.of("decision", "APPROVE"));
    }

    static ValidatableResponse read(Person by, String id) {
        return by.request().get("/api/v1/approvals/{id}", id).then();
    }

    /** The requests behind the person's tasks. */
    public static List<String> tasks(Person of) {
        return of.request()
                .queryParam("limit", 100)
                .get("/api/v1/tasks")
                .then()
                .statusCode(200)
                .extract()
                .path("items.approvalId");
    }

    /** Asks as often at once, from thirty-two threads; answers the statuses. */
    public static List<Integer> atOnce(int times, IntFunction<ValidatableResponse> ask) {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            List<Future<Integer>> answers = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> ask.apply(i).extract().statusCode()))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }
}
