package io.wealthcrm.identity;

import io.smallrye.mutiny.Uni;

/** Sends a text to a phone; chosen by {@code wealth.sms.gateway}. */
interface SmsSender {
    /** {@code phone} normalised; the text holds a secret and must not be logged. Fails when the gateway refuses. */
    Uni<Void> send(String phone, String text);
}
