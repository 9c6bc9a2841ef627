package io.wealthcrm.order;

import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.customer.DeclarationKind;
import io.wealthcrm.order.GateFacts.Proofs;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.product.RiskLevel;
import io.wealthcrm.shared.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** The {@code facts} of a row of {@code order_gate_facts}: an order with all that its gates are judged by. */
record OrderFacts(
        OrderSummary order,
        Instant expiresAt,
        Instant coolingOffEndsAt,
        RiskLevel riskLevel,
        String contractNumber,
        Instant paidAt,
        boolean discountPending,
        CustomerBrief customer,
        RegimeTerms regime,
        Set<DocumentKind> documents,
        Set<DeclarationKind> declared,
        boolean recorded) {

    OpenOrder open(LocalDate today, Language language) {
        Gates gates = new GateFacts(judged(), customer, regime, documents, proofs(), today).gates();
        return new OpenOrder(
                order.id(),
                order.productId(),
                order.productName(),
                order.advisorId(),
                order.amount(),
                order.currency(),
                order.status(),
                order.statusAt(),
                order.bookedAt(),
                expiresAt,
                coolingOffEndsAt,
                GateView.of(gates, regime, language));
    }

    Proofs proofs() {
        return new Proofs(declared, recorded);
    }

    /** As much of the order as the gates look at. */
    private Order judged() {
        Order judged = new Order();
        judged.status = order.status();
        judged.riskLevel = riskLevel;
        judged.contractNumber = contractNumber;
        judged.paidAt = paidAt;
        judged.discountPending = discountPending;
        return judged;
    }
}
