/** What every feature stands on: problems, paging, money, the clock, idempotency, audit, outbox, the database session. */
package io.wealthcrm.shared;
