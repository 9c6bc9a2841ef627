package io.wealthcrm.notification;

import io.wealthcrm.testing.Answer;
import java.util.List;

/** What FCM makes of a delivery in a test of faults; the lane and the life it is laid in with show it best. */
enum Fate {
    TAKEN("DELIVERED"),
    GONE("DROPPED UNREGISTERED", Answer.unregistered()),
    /** The app registers its new token before FCM has said that the old one is gone. */
    REFRESHED("DELIVERED", Answer.unregistered()),
    STRANGER("DEAD SENDER_ID_MISMATCH", Answer.senderIdMismatch()),
    MALFORMED("DEAD INVALID_ARGUMENT", Answer.invalidArgument()),
    BUSY("DELIVERED", Answer.unavailable().retryAfter("15"), Answer.ok()),
    HUNG("DELIVERED", Answer.hang(), Answer.ok()),
    CUT("DELIVERED", Answer.reset(), Answer.ok()),
    /** FCM never recovers before the delivery has expired. */
    HOPELESS("DEAD UNAVAILABLE|DEAD EXPIRED", Answer.unavailable()),
    /** Rests its whole lane for a minute at least, so it has the first lane for itself. */
    THROTTLED("DELIVERED", Answer.quotaExceeded("20"), Answer.ok()),
    /** As before, but no longer worth a push when the minute is over. */
    THROTTLED_OUT("DEAD QUOTA_EXCEEDED|DEAD EXPIRED", Answer.quotaExceeded("20"), Answer.ok());

    private final String ends;
    private final List<Answer> answers;

    Fate(String ends, Answer... answers) {
        this.ends = ends;
        this.answers = List.of(answers);
    }

    /** In turn; none for 200 at once. */
    Answer[] answers() {
        return answers.toArray(Answer[]::new);
    }

    /** The ways it may end, each a state and a reason, with {@code |} between. */
    List<String> ends() {
        return List.of(ends.split("\\|"));
    }

    /** What its tokens begin with. */
    String prefix() {
        return name().toLowerCase(java.util.Locale.ROOT) + "-";
    }

    String token(int number) {
        return prefix() + number;
    }

    /** Of the device, which keeps its name when its token changes. */
    String installation(int number) {
        return "phone-" + token(number);
    }

    boolean throttled() {
        return this == THROTTLED || this == THROTTLED_OUT;
    }

    /** Seconds for which it is worth a push. */
    int life() {
        return switch (this) {
            case HOPELESS -> 25;
            case THROTTLED_OUT -> 55;
            default -> 86_400;
        };
    }
}
