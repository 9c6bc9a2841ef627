package io.wealthcrm.order;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** An order and which kinds of documents it has, joined by commas; null without any. */
record OrderAndPapers(Order order, String kinds) {

    Set<DocumentKind> documentKinds() {
        return kinds == null
                ? Set.of()
                : Arrays.stream(kinds.split(",", -1)).map(DocumentKind::valueOf).collect(Collectors.toSet());
    }
}
