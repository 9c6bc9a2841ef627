package io.wealthcrm.chat;

import java.util.Map;
import java.util.UUID;

/** What an app says on the socket. */
sealed interface ClientFrame {

    /** First frame of every socket; {@code have} names the newest message the device holds of each conversation. */
    record Hello(String ticket, String device, String epoch, Map<UUID, Long> have) implements ClientFrame {
        @Override
        public String toString() {
            return "Hello[" + device + "]";
        }
    }

    /**
     * A message to be stored.
     *
     * @param id the app's name for this request, given back in {@code ok} or {@code err}
     * @param cid the app's name for the message: repeating it is harmless
     * @param kind {@code text}, {@code file} or {@code card}
     * @param body JSON object as text
     * @param fileId the file of a {@code file} message, else null
     * @param card what a {@code card} message refers to, else null
     * @param references the message it answers and the people it mentions
     */
    record Send(String id, UUID cid, UUID conv, String kind, String body, UUID fileId, Card card, References references)
            implements ClientFrame {
        @Override
        public String toString() {
            return "Send[" + conv + "]";
        }
    }

    /** A send that names its request but is wrong otherwise: answered, not punished. */
    record Refused(String id, ErrorCode code) implements ClientFrame {}

    record Received(UUID conv, long seq) implements ClientFrame {}

    record Read(UUID conv, long seq) implements ClientFrame {}

    record Typing(UUID conv) implements ClientFrame {}

    /** Prolongs the sign-in of a socket. */
    record Auth(String ticket) implements ClientFrame {
        @Override
        public String toString() {
            return "Auth[]";
        }
    }

    record Pong() implements ClientFrame {}
}
