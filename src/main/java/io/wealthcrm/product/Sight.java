package io.wealthcrm.product;

import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;

/**
 * Which products a person sees. Drafts are for those who prepare and check them; customers see only what is open; without
 * signing in nobody sees any, since a private product must not be shown to the public.
 */
record Sight(boolean drafts, boolean closed) {

    static Sight of(Caller caller) {
        boolean customer = caller.has(Role.CUSTOMER);
        return new Sight(caller.hasAny(Role.OPERATIONS, Role.COMPLIANCE), !customer);
    }

    boolean sees(ProductStatus status) {
        return switch (status) {
            case DRAFT -> drafts;
            case OPEN -> true;
            case CLOSED -> closed;
        };
    }
}
