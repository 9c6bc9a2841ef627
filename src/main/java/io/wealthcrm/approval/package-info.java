/** Approval flows (审批流): versions of steps as data, requests on their way through them, delegations, and what waits for whom. */
package io.wealthcrm.approval;
