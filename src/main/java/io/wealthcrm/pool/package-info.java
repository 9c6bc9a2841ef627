/** The public pool (公海): customers whom nobody serves, released or fallen by rule, and claimed. */
package io.wealthcrm.pool;
