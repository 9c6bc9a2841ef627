package io.wealthcrm.chat;

/** The frame is none of the protocol's; the socket is closed with 4400. */
final class BadFrame extends Exception {
    private static final long serialVersionUID = 1L;

    BadFrame(String reason) {
        // No stack trace: hostile peers would make many.
        super(reason, null, false, false);
    }
}
