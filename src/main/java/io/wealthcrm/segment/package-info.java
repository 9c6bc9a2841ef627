/** Tiers by headquarters' rules (客户分级), segments of customers (客群) and their distributions. */
package io.wealthcrm.segment;
