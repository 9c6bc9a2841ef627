package io.wealthcrm.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One dealing with a customer (联系记录), as somebody wrote it down. Never changed. */
@Entity
@Table(name = "interactions")
class Interaction {
    @Id
    UUID id;

    UUID customerId;

    @Enumerated(EnumType.STRING)
    InteractionKind kind;

    Instant at;
    String summary;
    String nextStep;
    Instant nextAt;
    UUID byId;
    Instant createdAt;

    static Interaction of(UUID id, UUID customerId, NewInteraction input, UUID by, Instant now) {
        Interaction interaction = new Interaction();
        interaction.id = id;
        interaction.customerId = customerId;
        interaction.kind = input.kind();
        interaction.at = input.at().truncatedTo(ChronoUnit.MICROS);
        interaction.summary = input.summary().strip();
        interaction.nextStep = input.nextStep();
        interaction.nextAt = input.nextAt() == null ? null : input.nextAt().truncatedTo(ChronoUnit.MICROS);
        interaction.byId = by;
        interaction.createdAt = now;
        return interaction;
    }

    TimelineEntry entry() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("summary", summary);
        if (nextStep != null) {
            data.put("nextStep", nextStep);
        }
        if (nextAt != null) {
            data.put("nextAt", nextAt.toString());
        }
        return new TimelineEntry(customerId, at, kind.name(), byId, id, data);
    }
}
