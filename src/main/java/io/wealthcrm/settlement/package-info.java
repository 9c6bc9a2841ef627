/** The back office's money: ledger, clearing of fund shares, distributions, payouts, vouchers. */
package io.wealthcrm.settlement;
