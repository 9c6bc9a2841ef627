/** Early warning (流失预警): valuable customers whose dealings shrink. */
package io.wealthcrm.attrition;
