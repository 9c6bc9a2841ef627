package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A signed declaration (书面承诺) of a customer about one product. Never changed. */
@Entity
@Table(name = "customer_declarations")
class Declaration {
    @Id
    UUID id;

    UUID customerId;
    UUID productId;

    @Enumerated(EnumType.STRING)
    DeclarationKind kind;

    /** The customer's when a warning was signed; null for the others. */
    @Enumerated(EnumType.STRING)
    RiskTolerance riskLevel;

    LocalDate signedOn;
    UUID evidenceFileId;
    UUID byId;
    Instant createdAt;

    /**
     * A declaration to be filed.
     *
     * @param evidenceFileId the signed paper, of {@code POST /customers/{id}/evidence}
     * @param signedOn today where left out; not in the future
     */
    record NewDeclaration(
            @NotNull DeclarationKind kind, @NotNull UUID productId, @NotNull UUID evidenceFileId, LocalDate signedOn) {}

    /** As filed; {@code riskLevel} is the customer's at the time of a MISMATCH_WARNING, and it warns of no other. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeclarationView(
            UUID id,
            UUID customerId,
            UUID productId,
            DeclarationKind kind,
            RiskTolerance riskLevel,
            LocalDate signedOn,
            UUID evidenceFileId,
            UUID by,
            Instant createdAt) {}

    /** @throws Problem INVALID_INPUT, LOWEST_CATEGORY */
    static Declaration of(UUID id, Customer customer, NewDeclaration input, UUID by, Instant now, LocalDate today) {
        Declaration declaration = new Declaration();
        declaration.id = id;
        declaration.customerId = customer.id;
        declaration.productId = input.productId();
        declaration.kind = input.kind();
        declaration.riskLevel = input.kind() == DeclarationKind.MISMATCH_WARNING ? warned(customer, today) : null;
        declaration.signedOn = input.signedOn() == null ? today : input.signedOn();
        declaration.evidenceFileId = input.evidenceFileId();
        declaration.byId = by;
        declaration.createdAt = now;
        if (declaration.signedOn.isAfter(today)) {
            throw Problem.invalid("/signedOn", "PAST", "≤ " + today);
        }
        return declaration;
    }

    /** Only who has a level can be warned of going beyond it, and the lowest category may not go at all. */
    private static RiskTolerance warned(Customer customer, LocalDate today) {
        if (customer.riskLevel == null || customer.riskValidUntil.isBefore(today)) {
            throw Problem.of(CustomerProblem.NOT_ASSESSED);
        }
        if (customer.riskLevel == RiskTolerance.C1) {
            throw Problem.of(CustomerProblem.LOWEST_CATEGORY);
        }
        return customer.riskLevel;
    }

    DeclarationView view() {
        return new DeclarationView(
                id, customerId, productId, kind, riskLevel, signedOn, evidenceFileId, byId, createdAt);
    }
}
