package io.wealthcrm.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a route with an id in its path is about one of, where that is a customer's or hangs on one. */
public enum Subject {
    CUSTOMER("/customers/{id}"),
    ORDER("/orders/{id}", "/commissions/orders/{orderId}"),
    COMPLAINT("/complaints/{id}"),
    HOUSEHOLD("/households/{id}"),
    TASK("/agenda/tasks/{id}"),
    APPOINTMENT("/agenda/appointments/{id}"),
    VISIT("/agenda/visits/{id}"),
    POOLED_CUSTOMER("/pool/customers/{id}"),
    TIER_FEEDBACK("/tier-feedback/{id}"),
    ATTRITION_WARNING("/attrition-warnings/{id}");

    private static final String ROOT = "/api/v1";

    /** Routes with an id of something else: their beginnings, and why. */
    private static final Map<String, String> NO_SUBJECT = Map.ofEntries(
            Map.entry("/agenda/days", "one's own day"),
            Map.entry("/agenda/plans", "of a unit, without customers"),
            Map.entry("/approvals", "seen by who asked and who decides"),
            Map.entry("/channel-costs", "the firm's and its branches'; ChannelCostServiceTest"),
            Map.entry("/commissions/plans", "the firm's"),
            Map.entry("/commissions/runs", "the firm's"),
            Map.entry("/commissions/simulations", "the firm's"),
            Map.entry("/commissions/statements", "people's own pay"),
            Map.entry("/consultations", "seen by who is in the room or on duty"),
            Map.entry("/contracts", "paper by unit and number"),
            Map.entry("/conversations", "seen by who is in the room"),
            Map.entry("/customers/exports", "of who asked for it"),
            Map.entry("/customers/imports", "of who handed it in"),
            Map.entry("/customers/merges", "of two customers; MergeResourceTest"),
            Map.entry("/devices", "people's own"),
            Map.entry("/duplicates", "of two customers; DuplicateResourceTest"),
            Map.entry("/extra-fields", "the firm's; ExtraFieldMatrixServiceTest"),
            Map.entry("/files", "each by its route"),
            Map.entry("/jobs", "of who asked for it"),
            Map.entry("/ledger", "the firm's"),
            Map.entry("/notifications", "people's own"),
            Map.entry("/payouts", "office roles alone"),
            Map.entry("/performance", "of people and units; PerformanceResourceTest"),
            Map.entry(
                    "/privacy-requests",
                    "of who decides them, also of files that are gone; PrivacyRequestResourceTest"),
            Map.entry("/products", "the shelf, and its runs for office roles"),
            Map.entry("/regimes", "the firm's"),
            Map.entry("/reminder-rules", "the firm's"),
            Map.entry("/segments", "filters, without customers but the reader's own"),
            Map.entry("/successions", "of who leads; SuccessionResourceTest"),
            Map.entry("/uploads", "people's own"),
            Map.entry("/users", "people"));

    private final List<String> prefixes;

    Subject(String... prefixes) {
        this.prefixes = List.of(prefixes);
    }

    /** What the path's first id is of. */
    public static Optional<Subject> of(String path) {
        return Arrays.stream(values())
                .filter(subject -> subject.prefixes.stream().anyMatch(prefix -> isBelow(path, prefix)))
                .findFirst();
    }

    /** Whether it is known what the path is about: a subject, or none for a reason; a path without an id needs neither. */
    static boolean isKnown(String path) {
        return path.indexOf('{') < 0
                || of(path).isPresent()
                || NO_SUBJECT.keySet().stream().anyMatch(prefix -> isBelow(path, prefix));
    }

    private static boolean isBelow(String path, String prefix) {
        return (path + "/").startsWith(ROOT + prefix + "/");
    }
}
