package io.wealthcrm.notification;

import io.wealthcrm.identity.PushChannel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A claimed delivery and all that decides whether and how it is sent, as the database knows it now.
 *
 * @param attempts how many it has had, with this one
 * @param carrier the delivery under whose key its last attempt went; itself where it went alone, or not at all
 */
record DueDelivery(
        UUID id,
        Lane lane,
        int attempts,
        UUID carrier,
        Instant expiresAt,
        Subject subject,
        Person person,
        Device device) {

    /**
     * The notification it tells of.
     *
     * @param shielded when the customer it is about or for is not to be contacted now
     * @param unwanted when it is marketing to a customer whose consent it lacks (营销退订)
     */
    record Subject(
            UUID id,
            NoticeKind kind,
            NoticeText text,
            UUID entityId,
            String dedupeKey,
            boolean read,
            boolean shielded,
            boolean unwanted) {}

    /** Whom it is for; {@code quiet} is empty when pushes may come at any hour. */
    record Person(UUID id, boolean active, Set<String> muted, Optional<QuietHours> quiet) {}

    /**
     * Where it goes.
     *
     * @param owner who uses the installation now; null when it is no longer registered
     * @param token of the channel; null unless it can be sent to
     * @param fcmToken to be used where nobody serves the channel; null for none
     */
    record Device(
            String installation,
            UUID owner,
            String platform,
            PushChannel channel,
            String token,
            String fcmToken,
            int tokenVersion,
            String locale) {

        @Override
        public String toString() {
            return "Device[" + platform + "]";
        }
    }

    /** Whether a repeat goes under this one's key. */
    boolean carries() {
        return carrier.equals(id);
    }

    /** What stands in the way of sending it at {@code now}, by the firm's clock; empty when nothing does. */
    Optional<Ruling> hindrance(Instant now) {
        if (subject.read()) {
            return Optional.of(Ruling.dropped("READ"));
        }
        if (!expiresAt.isAfter(now)) {
            return Optional.of(Ruling.dead("EXPIRED"));
        }
        if (!person.active()) {
            return Optional.of(Ruling.dropped("INACTIVE"));
        }
        if (!person.id().equals(device.owner()) || device.token() == null) {
            return Optional.of(Ruling.dropped("NO_DEVICE"));
        }
        if (subject.unwanted()) {
            return Optional.of(Ruling.dropped("OPTED_OUT"));
        }
        if (subject.shielded() && subject.kind().promotional()) {
            return Optional.of(Ruling.dropped("SHIELDED"));
        }
        return subject.kind().optional() ? refusal(now) : Optional.empty();
    }

    private Optional<Ruling> refusal(Instant now) {
        if (person.muted().contains(subject.kind().name())) {
            return Optional.of(Ruling.dropped("OPTED_OUT"));
        }
        return person.quiet().filter(hours -> hours.cover(now)).map(hours -> afterQuiet(hours.over(now)));
    }

    private Ruling afterQuiet(Instant morning) {
        return morning.isBefore(expiresAt) ? Ruling.again("QUIET_HOURS", morning, false) : Ruling.dead("EXPIRED");
    }

    /** The zone a text names, or UTC when this Java does not know it. */
    static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (java.time.DateTimeException unknown) {
            return java.time.ZoneOffset.UTC;
        }
    }
}
