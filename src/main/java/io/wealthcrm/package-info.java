/** The service's start-up: {@link io.wealthcrm.Main} and the embedded database. */
package io.wealthcrm;
