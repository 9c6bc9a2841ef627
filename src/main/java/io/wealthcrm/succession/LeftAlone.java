package io.wealthcrm.succession;

import java.util.UUID;

/** What had moved on before it could be taken back, and stayed as it was. @param kind such as {@code customers}, {@code orders} */
record LeftAlone(String kind, UUID id) {}
