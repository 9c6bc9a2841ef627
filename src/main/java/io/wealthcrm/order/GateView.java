package io.wealthcrm.order;

import io.wealthcrm.identity.Role;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.shared.Language;
import java.util.List;

/** One gate: how it stands, the rule behind it, what is missing, and who can mend it. */
record GateView(Gate gate, Gates.State status, String rule, List<String> missing, List<Role> fixableBy) {

    static List<GateView> of(Gates gates, RegimeTerms regime, Language language) {
        return gates.checks().stream()
                .map(check -> new GateView(
                        check.gate(),
                        check.state(),
                        regime.article(check.gate().name(), language),
                        check.missing(),
                        check.fixableBy()))
                .toList();
    }
}
