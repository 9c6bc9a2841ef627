/** Customers in and out of the service in tables: imports of CSV and XLSX files, and exports. */
package io.wealthcrm.exchange;
