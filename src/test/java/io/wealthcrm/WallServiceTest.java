package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Viewer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Row-level security by itself: statements here name no scope at all, as one that forgot it would, and are sent as the role of
 * people's connections to the demo firm's data.
 */
@OnSharedService
class WallServiceTest {
    /** Tables that name a customer, an order, a holding or a payout and yet stay outside; what for. */
    private static final Map<String, String> OUTSIDE = Map.of(
            "users", "a customer's account is found by those who talk to them; the file is not in it",
            "product_investors", "the quota counts the customers of all",
            "conversations", "seen by who is in the room",
            "consultations", "seen by who is in the room or on duty for its queue",
            "paper_contracts", "paper goes by units, with its number and no customer",
            "paper_contract_history", "as the paper",
            "commission_lines", "whose pay it is, not whose customer",
            "import_rows", "read with their import, by who asked for it");

    private static final String WALLED = "select relname from pg_class where relrowsecurity order by relname";

    private static final String UNWALLED =
            """
            select distinct c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
             where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity and a.attnum > 0
               and (a.attname in ('customer_id', 'related_id', 'order_id', 'holding_id', 'payout_id')
                    or exists (select from pg_constraint f join pg_class walled on walled.oid = f.confrelid
                                where f.conrelid = c.oid and f.contype = 'f' and walled.relrowsecurity))""";

    /** Views run as their owner, before whom there is no wall: each is over what is in sight, or shows no more than this. */
    private static final String VIEWS =
            """
            with uses as (
                select distinct v.relname as viewed, t.relname, t.relrowsecurity
                  from pg_class v join pg_rewrite r on r.ev_class = v.oid and v.relkind = 'v'
                  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                  join pg_class t on t.oid = d.refobjid and t.oid <> v.oid)
            select distinct viewed from uses where relrowsecurity
               and viewed not in (select viewed from uses where relname like '%\\_in\\_sight')""";

    /** Views that show something of every record, each no more than everybody may know of it. */
    private static final List<String> OPEN_VIEWS = List.of(
            "customer_advisors",
            "ordered_products",
            "booked_times",
            "pool_preview",
            "complaint_ladder",
            "seats_in_force",
            "erased_customers");

    /** For office roles, whoever of the payees is erased. */
    private static final String BANK_FILES = "bank_file_lines";

    /** Of the units in sight, without saying who: erased customers count as figures. */
    private static final String FIGURES = "acquired_customers";

    /** What of a relation stands behind the wall, where that is not all: what people do without a customer is not a file. */
    private static final Map<String, String> WALLED_PART = Map.of(
            "tasks", "customer_id is not null",
            "tasks_in_sight", "customer_id is not null",
            "task_moves", "task_id in (select id from tasks where customer_id is not null)",
            "appointments", "customer_id is not null",
            "appointments_in_sight", "customer_id is not null",
            "appointment_moves", "appointment_id in (select id from appointments where customer_id is not null)");

    private Viewer owner;
    private Viewer walled;

    @BeforeEach
    void connect(Service service) throws SQLException {
        owner = new Viewer(service.jdbc());
        walled = new Viewer(service.walledJdbc()).beside(owner);
    }

    @AfterEach
    void close() throws SQLException {
        walled.close();
        owner.close();
    }

    @Test
    void everyTableThatNamesACustomerIsBehindTheWallOrListed() throws SQLException {
        assertThat(owner.texts(UNWALLED)).containsExactlyInAnyOrderElementsOf(OUTSIDE.keySet());
    }

    @Test
    void everyViewIsOfWhatIsInSightOrListed() throws SQLException {
        List<String> direct = new ArrayList<>(OPEN_VIEWS);
        direct.add(BANK_FILES);
        direct.add(FIGURES);
        direct.addAll(List.of(
                "customers_in_sight",
                "orders_in_sight",
                "customer_contributions_in_sight",
                "customer_words_in_sight",
                "firm_words_in_sight"));
        assertThat(owner.texts(VIEWS)).containsExactlyInAnyOrderElementsOf(direct);
    }

    /** Of each walled table, and of each view; the owner's numbers say that there is something to leak. */
    @Test
    void whoIsNotToldSeesNothing() throws SQLException {
        List<String> relations = new ArrayList<>(owner.texts(WALLED));
        relations.addAll(owner.texts("select viewname from pg_views where schemaname = 'public'"));
        relations.removeAll(OPEN_VIEWS);
        relations.remove("approval_standings");
        assertThat(relations).hasSizeGreaterThan(45);
        for (String relation : relations) {
            String part = WALLED_PART.getOrDefault(relation, "true");
            assertThat(walled.rows(relation + " where " + part)).as(relation).isZero();
        }
        for (String filled : List.of("customers", "orders", "holdings", "timeline_entries", "ledger_lines")) {
            assertThat(owner.rows(filled)).as(filled).isGreaterThan(1000);
        }
    }

    @Test
    void anAdvisorIsShownTheOwnCustomersAndWhatHangsOnThem() throws SQLException {
        UUID advisor = person("advisor1");
        walled.showing("LISTED", List.of(advisor), List.of(), List.of());
        assertShown("advisor_id = any (?)", advisor);
    }

    @Test
    void aLeadIsShownTheTeams() throws SQLException {
        UUID team = owner.id("select unit_id from users where username = 'lead1'");
        walled.showing("LISTED", List.of(person("lead1")), List.of(team), List.of());
        assertShown("unit_id = any (?)", team);
    }

    @Test
    void aCustomerIsShownTheOwnFile() throws SQLException {
        UUID customer = owner.id("select customer_id from orders order by id limit 1");
        walled.showing("LISTED", List.of(), List.of(), List.of(customer));
        assertShown("id = any (?)", customer);
    }

    @Test
    void anOfficeRoleIsShownAll() throws SQLException {
        walled.showing("FIRM", List.of(), List.of(), List.of());
        assertThat(walled.rows("customers")).isGreaterThan(1000);
        assertThat(walled.count("select count(*) from customers where id not in (select id from customers_in_sight)"))
                .isZero();
        assertThat(walled.rows("ledger_entries")).isPositive();
    }

    @Test
    void whatIsNotShownIsNeitherChangedNorRemoved() throws SQLException {
        walled.showing("LISTED", List.of(person("advisor1")), List.of(), List.of());
        UUID foreign = owner.id("select id from customers where advisor_id = ? limit 1", person("advisor100"));
        assertThat(walled.change("update customers set city = city where id = ?", foreign))
                .isZero();
        assertThat(walled.change("update orders set version = version where customer_id = ?", foreign))
                .isZero();
        assertThat(walled.change("delete from interactions where customer_id = ?", foreign))
                .isZero();
        UUID own = owner.id("select id from customers where advisor_id = ? limit 1", person("advisor1"));
        assertThat(walled.change("update customers set city = city where id = ?", own))
                .isOne();
    }

    @Test
    void whoIsBehindTheWallCanNeitherMoveItNorDefineAnything() throws SQLException {
        for (String attempt : List.of(
                "alter table customers disable row level security",
                "drop policy sight on customers",
                "create function leak() returns integer language sql return 1",
                "create view leak as select 1 as one",
                "select * from flyway_schema_history")) {
            assertThat(walled.mayNot(attempt)).as(attempt).isTrue();
        }
    }

    /** Exactly the customers so chosen, and of every table nothing of others; also by view, count and join. */
    private void assertShown(String chosen, UUID by) throws SQLException {
        List<UUID> customers = owner.ids("select id from customers where " + chosen, List.of(by));
        assertThat(walled.ids("select id from customers"))
                .containsExactlyInAnyOrderElementsOf(customers)
                .isNotEmpty();
        assertThat(walled.ids("select id from customers_in_sight")).containsExactlyInAnyOrderElementsOf(customers);
        List<UUID> orders = owner.ids("select id from orders where customer_id = any (?)", customers);
        for (String table : owner.texts(WALLED)) {
            assertThat(foreign(table, customers)).as(table).isZero();
        }
        long entries = owner.count("select count(*) from timeline_entries where customer_id = any (?)", customers);
        assertThat(walled.rows("timeline_entries")).isEqualTo(entries).isPositive();
        assertThat(walled.count("select count(*) from timeline_entries e join customers c on c.id = e.customer_id"))
                .isEqualTo(entries);
        assertThat(walled.rows("order_history"))
                .isEqualTo(owner.count("select count(*) from order_history where order_id = any (?)", orders))
                .isPositive();
    }

    /** Rows that are shown of customers who are not; of a table for office roles any row at all. */
    private long foreign(String table, List<UUID> customers) throws SQLException {
        List<String> columns =
                owner.texts("select column_name from information_schema.columns where table_name = '" + table + "'");
        if (List.of("customers", "customer_words").contains(table)) {
            return walled.count("select count(*) from " + table + " where id <> all (?)", customers);
        }
        if (table.equals("customer_relations")) {
            return walled.count(
                    "select count(*) from customer_relations where customer_id <> all (?) and related_id <> all (?)",
                    customers,
                    customers);
        }
        if (table.equals("duplicate_pairs")) {
            return walled.count(
                    "select count(*) from duplicate_pairs where low_id <> all (?) or high_id <> all (?)",
                    customers,
                    customers);
        }
        if (table.startsWith("household")) {
            return walled.count(
                    "select count(*) from " + table + " where " + (table.equals("households") ? "id" : "household_id")
                            + " <> all (select household_id from household_members where customer_id = any (?))",
                    customers);
        }
        if (columns.contains("customer_id")) {
            return walled.count("select count(*) from " + table + " where customer_id <> all (?)", customers);
        }
        for (String parent : List.of("order", "task", "appointment", "visit", "complaint")) {
            if (columns.contains(parent + "_id")) {
                List<UUID> others = owner.ids("select id from " + parent + "s where customer_id <> all (?)", customers);
                return walled.count("select count(*) from " + table + " where " + parent + "_id = any (?)", others);
            }
        }
        return walled.rows(table);
    }

    private UUID person(String username) throws SQLException {
        return owner.id("select id from users where username = '" + username + "'");
    }
}
