/** Teams of several advisors on one customer, with shares (客户团队); see ARCHITECTURE.md. */
package io.wealthcrm.team;
