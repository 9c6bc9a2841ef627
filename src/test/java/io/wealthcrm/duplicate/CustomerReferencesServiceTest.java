package io.wealthcrm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import org.junit.jupiter.api.Test;

/** Every column that holds a customer's id says what becomes of it when customers are merged. */
@OnSharedService
class CustomerReferencesServiceTest {
    /** By foreign key, and by name where there is none; what goes with the customer is its own. */
    private static final String COLUMNS =
            """
            select c.relname || '.' || a.attname as reference
              from pg_constraint f
              join pg_class c on c.oid = f.conrelid
              join pg_attribute a on a.attrelid = c.oid and a.attnum = any (f.conkey)
             where f.contype = 'f' and f.confrelid = to_regclass('customers') and f.confdeltype <> 'c'
            union
            select c.relname || '.' || a.attname
              from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             where c.relkind in ('r', 'p') and c.relnamespace = to_regnamespace('public')
               and (a.attname = 'customer_id' or a.attname like '%\\_customer\\_id')""";

    @Test
    void everyReferenceToACustomerIsRegistered(Service service) {
        assertThat(
                        Firm.on(service)
                                .one(
                                        "select string_agg(reference, ', ' order by reference) from (" + COLUMNS
                                                + ") found"
                                                + " where reference not in (select relation || '.' || column_name from customer_references)"))
                .as("call for a line in customer_references, and make_restorable")
                .isNull();
    }

    @Test
    void whatMovesCanBeTakenBack(Service service) {
        assertThat(Firm.on(service)
                        .one("select string_agg(relation, ', ') from customer_references where rule <> 'STAYS'"
                                + " and relation not in (select relation from restorable_relations)"))
                .isNull();
    }

    @Test
    void aRegisteredColumnIsThere(Service service) {
        assertThat(Firm.on(service)
                        .one("select string_agg(relation || '.' || column_name, ', ') from customer_references r"
                                + " where not exists (select from pg_attribute a where a.attrelid = to_regclass(r.relation)"
                                + " and a.attname = r.column_name)"))
                .isNull();
    }
}
