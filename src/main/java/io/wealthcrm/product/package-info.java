/** The shelf: products, their quota, papers, net asset values, and questions about them. */
package io.wealthcrm.product;
