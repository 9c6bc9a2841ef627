/** Paper contracts (纸质合同): batches of numbered forms, who holds each, and where it is on its way from stock to archive. */
package io.wealthcrm.contract;
