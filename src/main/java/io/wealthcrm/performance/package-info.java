/** What people did and reached (人员业绩): facts by day, figures, targets, leaderboards. */
package io.wealthcrm.performance;
