package io.wealthcrm.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/** A unit of the firm; {@code parentId} is absent at the head office. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UnitView(UUID id, UUID parentId, Unit.Kind kind, String name, long version) {
    static UnitView of(Unit unit) {
        return new UnitView(unit.id, unit.parentId, unit.kind, unit.name, unit.version);
    }
}
