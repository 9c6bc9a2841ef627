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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

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

    /** What compliance should look at; empty for most. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] flags = {};

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

    /** Marks a contact that was made although nobody should have (冷静期). */
    Interaction flagged(boolean shielded) {
        flags = shielded ? new String[] {ContactShields.FLAG} : new String[] {};
        return this;
    }

    /** Whether it ends a planned follow-up, or plans one. */
    boolean concernsFollowUps() {
        return kind.isContact() || nextAt != null;
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
        if (flags.length > 0) {
            data.put("flags", String.join(",", flags));
        }
        return new TimelineEntry(customerId, at, kind.name(), byId, id, data);
    }
}
