package io.wealthcrm.identity;

/** What a code sent by SMS is for. */
enum SmsPurpose {
    LOGIN,
    REGISTER
}
