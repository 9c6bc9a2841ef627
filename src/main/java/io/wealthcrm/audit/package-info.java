/**
 * Makes the audit log tamper-evident: {@link io.wealthcrm.audit.Sealing} chains its entries, {@link
 * io.wealthcrm.audit.AuditChain} checks the chain and tells what was done to it.
 */
package io.wealthcrm.audit;
