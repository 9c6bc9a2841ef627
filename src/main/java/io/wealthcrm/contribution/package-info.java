/** What each customer brought and cost (贡献), and the fee discount an advisor may give for it. */
package io.wealthcrm.contribution;
