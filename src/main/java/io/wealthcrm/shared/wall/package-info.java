/**
 * The second wall: what a request may be shown is told to PostgreSQL too, whose row policies keep it when a query forgets the
 * caller's scope; see {@link io.wealthcrm.shared.wall.Wall}.
 */
package io.wealthcrm.shared.wall;
