/** What sales people earn (佣金): plans of versioned rules, shares of an order, monthly runs, statements, simulations. */
package io.wealthcrm.commission;
