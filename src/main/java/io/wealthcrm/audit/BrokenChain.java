package io.wealthcrm.audit;

/** The chain does not end where the service last signed it; nothing is sealed on top of that. */
class BrokenChain extends IllegalStateException {
    private static final long serialVersionUID = 1;

    BrokenChain() {
        super("the chain does not end where the service last signed it; see GET /api/v1/audit/verification");
    }
}
