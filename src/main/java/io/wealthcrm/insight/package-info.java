/** Read models over all features: the overview of a customer (客户全景). */
package io.wealthcrm.insight;
