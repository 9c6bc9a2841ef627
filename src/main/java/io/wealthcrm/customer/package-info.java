/** The customer's file: profile and search, timeline, suitability, relations, holdings. */
package io.wealthcrm.customer;
