package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operation changed comes back byte for byte: on tables of the test's own, in a transaction that is rolled back. */
@OnSharedService
class RestorationsServiceTest {
    private static final String OPERATION = "00000000-0000-0000-0000-0000000000ff";

    /** Of each type in use, what is easily lost on the way there and back. */
    private static final Map<String, List<String>> PITFALLS = Map.ofEntries(
            Map.entry("uuid", List.of("00000000-0000-0000-0000-000000000000", "0198f0c0-0000-7000-8000-000000000001")),
            Map.entry("text", List.of("", " ", "null", "\"\\ \n\t𠮷 \u200b", "{}", "\\x00")),
            Map.entry("bytea", List.of("\\x", "\\x00ff5c22")),
            Map.entry("bigint", List.of("9223372036854775807", "-9223372036854775808")),
            Map.entry("integer", List.of("-2147483648", "0")),
            Map.entry("smallint", List.of("-32768", "32767")),
            Map.entry("boolean", List.of("true", "false")),
            Map.entry("date", List.of("1900-01-01", "9999-12-31", "infinity")),
            Map.entry(
                    "timestamp with time zone",
                    List.of("2026-03-29 02:30:00.123456+08", "-infinity", "0001-01-01 00:00:00+00")),
            Map.entry("numeric", List.of("1.50", "1.500", "-0.0000000001", "123456789012345678901234567890.10")),
            Map.entry("numeric(17,2)", List.of("999999999999999.99", "0.00")),
            Map.entry("numeric(19,2)", List.of("99999999999999999.99", "-1.10")),
            Map.entry("numeric(20,4)", List.of("9999999999999999.9999", "1.0000")),
            Map.entry("numeric(8,5)", List.of("-180.00000", "31.23000")),
            Map.entry("numeric(5,4)", List.of("0.3333", "1.0000", "0.0000")),
            Map.entry("integer[]", List.of("{}", "{1,NULL,-3}")),
            Map.entry("smallint[]", List.of("{}", "{5,5}")),
            Map.entry("text[]", List.of("{}", "{\"\",NULL,\"null\",\"a,b\",\"{\\\"}\"}")),
            Map.entry("jsonb", List.of("{}", "[1.0, 1.00, null, \"\\u200b\", {\"a\": {\"b\": []}}]", "\"text\"")));

    private Connection connection;

    @BeforeEach
    void tables(Service service) throws SQLException {
        connection = service.jdbc();
        connection.setAutoCommit(false);
        run(
                "create temp table owner (id uuid primary key, name text unique, amount numeric(17, 2), seal bytea, tags text[],"
                        + " at timestamptz, doc jsonb, twice numeric generated always as (amount * 2) stored,"
                        + " number bigint generated always as identity)");
        run("create temp table owned (id integer primary key, owner_id uuid references owner)");
        run("call make_restorable('owner', 'owned')");
        run(
                "insert into owner (id, name, amount, seal, tags, at, doc) select cast('00000000-0000-0000-0000-00000000000' || i as uuid),"
                        + " 'n' || i, 1.50, '\\x00ff', '{x,\"y z\"}', '2026-01-01 00:00:00.123456+08', '{\"a\": 1.0, \"n\": null}'"
                        + " from generate_series(1, 4) i");
        run("insert into owned values (1, '" + owner(1) + "')");
        run("insert into restorable_operations (id, kind, by_id, at) select '" + OPERATION
                + "', 'TEST', id, now() from users limit 1");
    }

    @AfterEach
    void asItWas() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void everyTypeOfTheRegisteredRelationsComesBackByteForByte() throws SQLException {
        List<String> types = column("select distinct format_type(a.atttypid, a.atttypmod) from restorable_relations r"
                + " join pg_attribute a on a.attrelid = to_regclass(r.relation)"
                + " where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''");
        assertThat(PITFALLS.keySet()).containsAll(types);
        for (String type : types) {
            run("create temp table carrier (value " + type + ") on commit drop");
            for (String value : PITFALLS.get(type)) {
                try (var insert = connection.prepareStatement("insert into carrier values (cast(? as " + type + "))")) {
                    insert.setString(1, value);
                    assertThat(insert.executeUpdate()).isOne();
                }
            }
            run("insert into carrier values (null)");
            assertThat(changedOnTheWay("carrier")).as(type).isEmpty();
            run("drop table carrier");
        }
    }

    @Test
    void everyRowOfTheFirmComesBackByteForByte() throws SQLException {
        for (String relation : column("select relation from restorable_relations")) {
            assertThat(changedOnTheWay(relation)).as(relation).isEmpty();
        }
    }

    @Test
    void anOperationIsTakenBackWholly() throws SQLException {
        List<String> before = everything();
        changeEverything();
        assertThat(everything()).isNotEqualTo(before).doesNotContainAnyElementsOf(before.subList(1, 4));

        assertThat(column("select changed_key from restore('" + OPERATION + "', true)"))
                .isEmpty();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatWasChangedSinceStopsAStrictOneAndIsLeftAloneByALenientOne() throws SQLException {
        changeEverything();
        run("update owner set name = 'since' where id = '" + owner(1) + "'");
        run("savepoint changed");

        assertThat(column("select changed_relation || changed_key from restore('" + OPERATION + "', true)"))
                .containsExactly("owner{\"id\": \"" + owner(1) + "\"}");
        run("rollback to changed");
        run("insert into owned values (2, '" + owner(9) + "')");

        assertThat(column("select changed_key ->> 'id' from restore('" + OPERATION + "', false) order by 1"))
                // The third cannot come back while the ninth, on which something rests by now, has its name.
                .containsExactly(owner(1), owner(3), owner(9));
        assertThat(column("select name from owner order by id")).containsExactly("since", "n2", "n4", "n3");
    }

    @Test
    void aRelationNobodyRegisteredIsRefused() throws SQLException {
        run("create temp table stranger (id integer primary key)");
        assertThatThrownBy(() -> change("stranger", "insert into stranger values (1)"))
                .isInstanceOf(SQLException.class);
    }

    /** Names change hands, so that going back in another order would break their key. */
    private void changeEverything() throws SQLException {
        change("owned", "update owned set owner_id = '" + owner(2) + "'");
        change("owner", "update owner set name = 'gone', amount = 3, seal = '\\x' where id = '" + owner(1) + "'");
        change("owner", "update owner set name = 'n1', tags = null, doc = '{}' where id = '" + owner(2) + "'");
        change("owner", "delete from owner where id = '" + owner(3) + "'");
        change("owner", "insert into owner (id, name) values ('" + owner(9) + "', 'n3')");
        change("owner", "update owner set amount = 7 where id = '" + owner(9) + "'");
        change("owner", "update owner set amount = amount where id = '" + owner(4) + "'");
    }

    private void change(String relation, String statement) throws SQLException {
        run("with changed as (" + statement + Restorations.IMAGES + ") "
                + Restorations.KEEP
                        .formatted("changed")
                        .replace("?1", "'" + OPERATION + "'")
                        .replace("?2", "'" + relation + "'"));
    }

    private List<String> changedOnTheWay(String relation) throws SQLException {
        return column(
                "select cast(t as text) from " + relation + " t" + " where cast(jsonb_populate_record(cast(null as "
                        + relation + "), to_jsonb(t)) as text) <> cast(t as text)");
    }

    private List<String> everything() throws SQLException {
        return column(
                "select cast(t as text) from owned t union all (select cast(t as text) from owner t order by id)");
    }

    private static String owner(int number) {
        return "00000000-0000-0000-0000-00000000000" + number;
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
