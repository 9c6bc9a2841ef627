package io.wealthcrm.exchange;

/** A cell that is not understood: it refuses its row. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final RowRefusal refusal;
    private final String field;

    /** @param field as the report calls it */
    Unreadable(RowRefusal refusal, String field) {
        super(null, null, false, false);
        this.refusal = refusal;
        this.field = field;
    }

    RowRefusal refusal() {
        return refusal;
    }

    String field() {
        return field;
    }
}
