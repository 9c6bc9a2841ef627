package io.wealthcrm.pool;

import io.wealthcrm.identity.Caller;
import java.util.UUID;

/**
 * Which pools somebody has to do with: those of the own branch and of the whole firm; leads those of their line; the office
 * all of them.
 */
final class Reach {
    /** The pools' ids. Parameters: ?1 the whole firm's or not, ?2 the own unit, ?3 the units below. */
    static final String SQL =
            """
            select p.id from units p join units mine on mine.id = ?2
             where p.kind <> 'TEAM' and (cast(?1 as boolean) or starts_with(mine.path, p.path) or p.id = any(?3))""";

    private Reach() {}

    /** The three parameters, followed by others. */
    static Object[] of(Caller caller, boolean firm, Object... others) {
        Object[] all = new Object[3 + others.length];
        all[0] = firm;
        all[1] = caller.unitId();
        all[2] = caller.units().toArray(UUID[]::new);
        System.arraycopy(others, 0, all, 3, others.length);
        return all;
    }
}
