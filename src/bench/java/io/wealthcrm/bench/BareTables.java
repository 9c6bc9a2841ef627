package io.wealthcrm.bench;

import io.wealthcrm.testing.Firm;

/** Empty copies of tables, {@code bare_<name>}, with all their indexes, checks and foreign keys but none of their triggers. */
public final class BareTables {
    private BareTables() {}

    /** Makes them, anew if they are there. */
    public static void of(Firm firm, String... tables) {
        for (String table : tables) {
            firm.execute("drop table if exists bare_" + table);
            firm.execute("create table bare_" + table + " (like " + table + " including all)");
            firm.execute(
                    """
                    do $$ declare key record; begin
                        for key in select pg_get_constraintdef(oid) as definition from pg_constraint
                                    where conrelid = cast('%1$s' as regclass) and contype = 'f' loop
                            execute 'alter table bare_%1$s add ' || key.definition;
                        end loop;
                    end $$"""
                            .formatted(table));
        }
    }
}
