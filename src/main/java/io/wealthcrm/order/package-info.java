/** Orders: booking, contract and papers, approval, payment, cooling-off, call-back, confirmation, rescission, refund. */
package io.wealthcrm.order;
