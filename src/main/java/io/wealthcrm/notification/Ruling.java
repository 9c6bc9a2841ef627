package io.wealthcrm.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * What becomes of a delivery after a look at it or an attempt.
 *
 * @param reason why it ended, or why it waits; null when it was delivered
 * @param dueAt when a pending one is looked at again, by the firm's clock; null once it has ended
 * @param counted whether the attempt counts towards the limit of tries
 * @param token what becomes of the device's token, if it is still the same one
 * @param digestOf the delivery under whose key it went, if it did; stored where it was digested or is to be repeated
 */
record Ruling(State state, String reason, Instant dueAt, boolean counted, Token token, UUID digestOf) {

    /** States of a delivery. */
    enum State {
        PENDING,
        DELIVERED,
        DROPPED,
        DEAD
    }

    /** Fates of a token; the names of GONE and QUARANTINED are those of {@code devices.token_status}. */
    enum Token {
        KEPT,
        GONE,
        QUARANTINED,
        /** FCM's, on a device of another channel, whose own token stays. */
        SPARE_GONE
    }

    static Ruling delivered() {
        return new Ruling(State.DELIVERED, null, null, true, Token.KEPT, null);
    }

    static Ruling dropped(String reason) {
        return new Ruling(State.DROPPED, reason, null, true, Token.KEPT, null);
    }

    /** Another push told of it. */
    static Ruling digested(UUID by) {
        return new Ruling(State.DROPPED, "DIGESTED", null, true, Token.KEPT, by);
    }

    static Ruling dead(String reason) {
        return new Ruling(State.DEAD, reason, null, true, Token.KEPT, null);
    }

    static Ruling again(String reason, Instant dueAt, boolean counted) {
        return new Ruling(State.PENDING, reason, dueAt, counted, Token.KEPT, null);
    }

    Ruling with(Token fate) {
        return new Ruling(state, reason, dueAt, counted, fate, digestOf);
    }

    Ruling carriedBy(UUID delivery) {
        return new Ruling(state, reason, dueAt, counted, token, delivery);
    }
}
