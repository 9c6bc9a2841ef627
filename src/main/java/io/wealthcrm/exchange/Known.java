package io.wealthcrm.exchange;

/** What becomes of a row whose customer is on file already. */
enum Known {
    /** It is refused. */
    REFUSE,
    /**
     * What it says replaces what is on file, where who asked sees the customer: the row names the customer by phone, and by no
     * other ID number. Name, phone, ID number and advisor stay as they are, and so does what the row says nothing of.
     */
    UPDATE
}
