package io.wealthcrm.order;

import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.customer.DeclarationKind;
import io.wealthcrm.identity.Role;
import io.wealthcrm.order.Gates.Check;
import io.wealthcrm.order.Gates.State;
import io.wealthcrm.product.RegimeTerms;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the gates are judged by.
 *
 * @param customer null once the order is approved: the papers were in order then, and what lapses later changes nothing
 * @param regime what the order's regime demands now
 * @param documents the kinds uploaded so far
 * @param proofs what else is on file, as far as the regime asks for it
 * @param today in the firm's zone
 */
record GateFacts(
        Order order,
        CustomerBrief customer,
        RegimeTerms regime,
        Set<DocumentKind> documents,
        Proofs proofs,
        LocalDate today) {

    /**
     * Proofs that only some regimes ask for.
     *
     * @param declared what the customer has declared in writing about the product
     * @param recorded whether a dual recording (双录) lies with the order
     */
    record Proofs(Set<DeclarationKind> declared, boolean recorded) {
        static final Proofs NONE = new Proofs(Set.of(), false);
    }

    Gates gates() {
        return new Gates(Arrays.stream(Gate.values())
                .filter(gate -> gate.stands(regime))
                .filter(gate -> gate != Gate.DISCOUNT || order.discountPending)
                .map(this::check)
                .toList());
    }

    private Check check(Gate gate) {
        if (gate.beforeSubmission() && order.status.approved()) {
            return Check.passed(gate);
        }
        return switch (gate) {
            case RISK_ASSESSMENT -> assessment();
            case SUITABILITY -> suitability();
            case QUALIFIED_INVESTOR -> certification();
            case DECLARATIONS -> declarations();
            case CONTRACT -> order.contractNumber == null ? blocked(gate, "CONTRACT") : Check.passed(gate);
            case DOCUMENTS -> papers();
            case DUAL_RECORDING -> proofs.recorded() ? Check.passed(gate) : blocked(gate, "RECORDING");
            case APPROVAL -> approval();
            case PAYMENT -> order.paidAt == null ? waiting(gate, "PAYMENT") : Check.passed(gate);
            case COOLING_OFF -> coolingOffOver() ? Check.passed(gate) : waiting(gate, "TIME");
            case DISCOUNT -> waiting(gate, "DISCOUNT_APPROVAL");
            case CALLBACK -> callback();
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
        if (Suitability.covers(customer, order.riskLevel)) {
            return Check.passed(Gate.SUITABILITY);
        }
        if (!Suitability.mayExceed(customer, regime)) {
            return new Check(Gate.SUITABILITY, State.BLOCKED, List.of("RISK_LEVEL"), List.of());
        }
        return proofs.declared().contains(DeclarationKind.MISMATCH_WARNING)
                ? Check.passed(Gate.SUITABILITY)
                : blocked(Gate.SUITABILITY, "MISMATCH_WARNING");
    }

    private Check certification() {
        if (customer.qualifiedUntil() == null) {
            return blocked(Gate.QUALIFIED_INVESTOR, "INVESTOR_CERTIFICATION");
        }
        if (customer.qualifiedUntil().isBefore(today)) {
            return blocked(Gate.QUALIFIED_INVESTOR, "INVESTOR_CERTIFICATION_RENEWAL");
        }
        if (customer.qualifiedKind() != null
                && customer.qualifiedAmount().compareTo(regime.qualifying(customer.qualifiedKind())) < 0) {
            return blocked(Gate.QUALIFIED_INVESTOR, "QUALIFICATION_AMOUNT");
        }
        return customer.qualifiedPending()
                ? new Check(
                        Gate.QUALIFIED_INVESTOR,
                        State.WAITING,
                        List.of("CERTIFICATION_REVIEW"),
                        List.of(Role.COMPLIANCE, Role.OPERATIONS))
                : Check.passed(Gate.QUALIFIED_INVESTOR);
    }

    private Check declarations() {
        return check(
                Gate.DECLARATIONS,
                Stream.of(DeclarationKind.NO_NOMINEE, DeclarationKind.NO_SPLITTING)
                        .filter(kind -> !proofs.declared().contains(kind)));
    }

    private Check callback() {
        if (order.status == OrderStatus.CONFIRMED) {
            return Check.passed(Gate.CALLBACK);
        }
        return regime.callbackRequired()
                ? waiting(Gate.CALLBACK, "CALLBACK")
                : new Check(Gate.CALLBACK, State.WAITING, List.of("CONFIRMATION"), List.of(Role.OPERATIONS));
    }

    private Check papers() {
        return check(Gate.DOCUMENTS, DocumentKind.required().stream().filter(kind -> !documents.contains(kind)));
    }

    private static Check check(Gate gate, Stream<? extends Enum<?>> open) {
        List<String> missing = open.map(Enum::name).toList();
        return missing.isEmpty() ? Check.passed(gate) : new Check(gate, State.BLOCKED, missing, gate.fixableBy());
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
