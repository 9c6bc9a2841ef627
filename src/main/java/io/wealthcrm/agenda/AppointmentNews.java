package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whose time it is and who booked it, unless they did it themselves. Joins the caller's transaction. */
@ApplicationScoped
class AppointmentNews {
    private final Notifications notifications;

    AppointmentNews(Notifications notifications) {
        this.notifications = notifications;
    }

    Uni<Void> tell(Appointment booked, AppointmentMove move) {
        var people = Stream.of(booked.ownerId, booked.bookedBy)
                .filter(person -> !person.equals(move.byId))
                .collect(Collectors.toSet());
        Map<String, String> data = Map.of(
                "appointmentId", booked.id.toString(),
                "move", move.kind.name(),
                "startsAt", booked.startsAt.toString());
        return notifications.tell(
                new Notice(NoticeKind.APPOINTMENT_BOOKED, people, booked.id, move.id.toString(), data, booked.endsAt));
    }
}
