package io.wealthcrm.order;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Language;
import java.util.List;

/** One gate: how it stands, the rule behind it, what is missing, and who can mend it. */
record GateView(Gate gate, Gates.State status, String rule, List<String> missing, List<Role> fixableBy) {

    static List<GateView> of(Order order, Gates gates, Language language) {
        return gates.checks().stream()
                .map(check -> new GateView(
                        check.gate(),
                        check.state(),
                        check.gate().rule(order.regime, language),
                        check.missing(),
                        check.fixableBy()))
                .toList();
    }
}
