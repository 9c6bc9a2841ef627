/** Households and groups (家庭与群体): customers who belong together, what they own together, notes that all of them share. */
package io.wealthcrm.household;
