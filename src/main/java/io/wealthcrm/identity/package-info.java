/** Units, users, roles, sign-in, tokens, devices, and the one place that turns a signed-in person into a scope of sight. */
package io.wealthcrm.identity;
