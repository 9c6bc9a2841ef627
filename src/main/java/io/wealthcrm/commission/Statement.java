package io.wealthcrm.commission;

import io.wealthcrm.shared.Money;
import java.util.UUID;

/**
 * What a person has of a month in one currency, over all plans' final runs.
 *
 * @param clawedBack what reversals take back; not above zero
 */
record Statement(
        UUID personId, String personName, String currency, long lines, Money earned, Money clawedBack, Money net) {}
