package io.wealthcrm.order;

import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.identity.Role;
import io.wealthcrm.order.Gates.Check;
import io.wealthcrm.order.Gates.State;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What the gates are judged by.
 *
 * @param customer null once the order is approved: the papers were in order then, and what lapses later changes nothing
 * @param documents the kinds uploaded so far
 * @param today in the firm's zone
 */
record GateFacts(Order order, CustomerBrief customer, Set<DocumentKind> documents, LocalDate today) {

    Gates gates() {
        return new Gates(Arrays.stream(Gate.values()).map(this::check).toList());
    }

    private Check check(Gate gate) {
        if (gate.beforeSubmission() && order.status.approved()) {
            return Check.passed(gate);
        }
        return switch (gate) {
            case RISK_ASSESSMENT -> assessment();
            case SUITABILITY -> suitability();
            case QUALIFIED_INVESTOR -> certification();
            case CONTRACT -> order.contractNumber == null ? blocked(gate, "CONTRACT") : Check.passed(gate);
            case DOCUMENTS -> papers();
            case APPROVAL -> approval();
            case PAYMENT -> order.paidAt == null ? waiting(gate, "PAYMENT") : Check.passed(gate);
            case COOLING_OFF -> coolingOffOver() ? Check.passed(gate) : waiting(gate, "TIME");
            case CALLBACK -> order.status == OrderStatus.CONFIRMED ? Check.passed(gate) : waiting(gate, "CALLBACK");
        };
    }

    private Check assessment() {
        if (Suitability.assessed(customer, today)) {
            return Check.passed(Gate.RISK_ASSESSMENT);
        }
        return blocked(
                Gate.RISK_ASSESSMENT, customer.riskLevel() == null ? "RISK_ASSESSMENT" : "RISK_ASSESSMENT_RENEWAL");
    }

    private Check suitability() {
        if (!Suitability.assessed(customer, today)) {
            return waiting(Gate.SUITABILITY, "RISK_ASSESSMENT");
        }
        return Suitability.covers(customer, order.riskLevel)
                ? Check.passed(Gate.SUITABILITY)
                : new Check(Gate.SUITABILITY, State.BLOCKED, List.of("RISK_LEVEL"), List.of());
    }

    private Check certification() {
        if (customer.qualifiedUntil() == null) {
            return blocked(Gate.QUALIFIED_INVESTOR, "INVESTOR_CERTIFICATION");
        }
        return customer.qualifiedUntil().isBefore(today)
                ? blocked(Gate.QUALIFIED_INVESTOR, "INVESTOR_CERTIFICATION_RENEWAL")
                : Check.passed(Gate.QUALIFIED_INVESTOR);
    }

    private Check papers() {
        List<String> missing = DocumentKind.required().stream()
                .filter(kind -> !documents.contains(kind))
                .map(Enum::name)
                .toList();
        return missing.isEmpty()
                ? Check.passed(Gate.DOCUMENTS)
                : new Check(Gate.DOCUMENTS, State.BLOCKED, missing, Gate.DOCUMENTS.fixableBy());
    }

    private Check approval() {
        return switch (order.status) {
            case SUBMITTED -> waiting(Gate.APPROVAL, "APPROVAL");
            case RETURNED -> new Check(Gate.APPROVAL, State.BLOCKED, List.of("SUBMISSION"), List.of(Role.ADVISOR));
            case REJECTED -> new Check(Gate.APPROVAL, State.BLOCKED, List.of("APPROVAL"), List.of());
            default ->
                order.status.approved()
                        ? Check.passed(Gate.APPROVAL)
                        : new Check(Gate.APPROVAL, State.WAITING, List.of("SUBMISSION"), List.of(Role.ADVISOR));
        };
    }

    private boolean coolingOffOver() {
        return order.status == OrderStatus.AWAITING_CALLBACK || order.status == OrderStatus.CONFIRMED;
    }

    private static Check blocked(Gate gate, String missing) {
        return new Check(gate, State.BLOCKED, List.of(missing), gate.fixableBy());
    }

    private static Check waiting(Gate gate, String missing) {
        return new Check(gate, State.WAITING, List.of(missing), gate.fixableBy());
    }
}
