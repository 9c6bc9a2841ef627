package io.wealthcrm.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A branch of a test's own with two teams, on a running service: people, customers and products are made as the test needs
 * them, with unique names, so that tests run beside each other. Units, people and products are laid in by SQL; customers by
 * the service, which alone can encrypt them.
 */
public final class Firm {
    private static final String COPIES =
            """
            with copied as (
                insert into customers
                select (jsonb_populate_record(c, jsonb_build_object('id', uuidv7(), 'id_number_index', null, 'id_number_cipher', null,
                            'phone_index', '\\x' || encode(sha256(convert_to(c.id || '/' || n, 'UTF8')), 'hex')))).*
                  from customers c cross join generate_series(1, ?) n where c.id = ? returning *)
            insert into orders select (jsonb_populate_record(o, jsonb_build_object('id', uuidv7(), 'customer_id', k.id))).*
              from copied k join orders o on o.customer_id = ?""";

    private static final AtomicLong PHONES =
            new AtomicLong(13_000_000_000L + ThreadLocalRandom.current().nextLong(100_000_000) * 10);

    private static final String FILE_READERS =
            "ADVISOR,TEAM_LEAD,BRANCH_MANAGER,COMPLIANCE,OPERATIONS,FINANCE,CALLBACK,EXECUTIVE";

    private final Service service;
    private final String tag = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private int people;

    public final UUID headOffice;
    public final UUID branch;
    public final UUID teamA;
    public final UUID teamB;
    /** A branch beside this firm's, with one team. */
    public final UUID otherBranch;

    public final UUID otherTeam;

    private Firm(Service service) {
        this.service = service;
        headOffice = headOffice();
        branch = unit(headOffice, "BRANCH");
        teamA = unit(branch, "TEAM");
        teamB = unit(branch, "TEAM");
        otherBranch = unit(headOffice, "BRANCH");
        otherTeam = unit(otherBranch, "TEAM");
    }

    public static Firm on(Service service) {
        return new Firm(service);
    }

    /** An advisor of team A. */
    public Person advisor() {
        return person(teamA, Role.ADVISOR);
    }

    public Person advisorIn(UUID team) {
        return person(team, Role.ADVISOR);
    }

    /** Somebody of head office. */
    public Person office(Role role) {
        return person(headOffice, role);
    }

    /** Somebody new with these roles, signed in. */
    public Person person(UUID unit, Role... roles) {
        UUID id = Ids.next();
        String username;
        synchronized (this) {
            username = roles[0].name().toLowerCase(java.util.Locale.ROOT) + "-" + tag + "-" + ++people;
        }
        execute(
                """
                insert into users (id, username, password_hash, display_name, roles, unit_id)
                values (?, ?, ?, ?, string_to_array(?, ','), ?)""",
                id,
                username,
                Person.PASSWORD_HASH,
                username,
                String.join(",", Arrays.stream(roles).map(Enum::name).toList()),
                unit);
        return Person.signIn(service.port(), id, username, unit);
    }

    /** A phone number nobody else has. */
    public static String newPhone() {
        return Long.toString(PHONES.incrementAndGet());
    }

    /** A customer of the advisor's, on file but neither assessed nor certified. */
    public UUID customerOf(Person advisor, String name) {
        return UUID.fromString(advisor.once()
                .body(Map.of("name", name, "phone", newPhone(), "confirmNew", true))
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** A customer of the advisor's who may buy anything: assessed C5 and qualified for years to come. */
    public UUID buyerOf(Person advisor, String name) {
        UUID customer = customerOf(advisor, name);
        assess(customer, "C5", LocalDate.now().plusYears(2));
        qualify(customer, LocalDate.now().plusYears(2));
        return customer;
    }

    /** Copies of a customer, each with what orders the customer has. */
    public void copies(UUID customer, int many) {
        execute(COPIES, many, customer, customer);
    }

    /** How many customers an advisor of the branch may have. */
    public void allowHoldings(int cap) {
        execute(
                """
                insert into pool_settings (branch_id, version, claims_per_day, holdings_cap, no_take_back_days, protects_holders, changed_at)
                values (?, 1, 10, ?, 90, true, now())""",
                branch,
                cap);
    }

    /** A buyer of the advisor's, signed in to the member app; only where the demo firm is, which alone shows its SMS. */
    public Person appOf(Person advisor, String name) {
        return appOf(advisor, buyerOf(advisor, name));
    }

    /** The member app of a customer on file, signed in; likewise. @param reader who sees the customer */
    public Person appOf(Person reader, UUID customer) {
        String phone = reader.request()
                .get("/api/v1/customers/" + customer + "/contact-details")
                .path("phone");
        return Person.signInByPhone(service.port(), phone, branch);
    }

    public void assess(UUID customer, String level, LocalDate validUntil) {
        execute("update customers set risk_level = ?, risk_valid_until = ? where id = ?", level, validUntil, customer);
    }

    public void qualify(UUID customer, LocalDate until) {
        execute("update customers set qualified_until = ? where id = ?", until, customer);
    }

    /** Lets all staff who read customers' files note this of them; of the whole service, so it is there once. */
    public void extraField(String key, String kind) {
        execute(
                """
                insert into extra_fields (id, key, label_zh, label_en, kind, choices, required, sensitive, readable_by,
                       writable_by, position, version)
                values (uuidv7(), ?, '备注', 'Remark', ?, '{}', false, false, string_to_array(?, ','), string_to_array(?, ','),
                        8000, 0)
                on conflict do nothing""",
                key,
                kind,
                FILE_READERS,
                FILE_READERS);
    }

    /** A launched product: R3, from ¥1,000,000 in steps of ¥100,000, with plenty of quota. */
    public UUID product() {
        return product(Map.of());
    }

    /** As {@link #product()}, with some columns of {@code products} otherwise; values are SQL literals. */
    public UUID product(Map<String, String> otherwise) {
        UUID id = Ids.next();
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", quoted(id.toString()));
        columns.put("code", quoted("T" + id.toString().replace("-", "").substring(4)));
        columns.put("name", quoted("稳健一号 " + tag));
        columns.put("kind", quoted("FIXED_TERM"));
        columns.put("risk_level", quoted("R3"));
        columns.put("regime", quoted("PRIVATE_SECURITIES_FUND"));
        columns.put("min_amount", "1000000.00");
        columns.put("increment", "100000.00");
        columns.put("quota_amount", "1000000000.00");
        columns.put("quota_seats", "200");
        columns.put("benchmark_rate", "0.0650");
        columns.put("term_days", "365");
        columns.put("day_count", quoted("ACT_365F"));
        columns.put("status", quoted("OPEN"));
        columns.put("opens_at", "now() - interval '1 day'");
        columns.put("closes_at", "now() + interval '3650 days'");
        columns.put("launched_at", "now() - interval '1 day'");
        columns.putAll(otherwise);
        execute("insert into products (" + String.join(", ", columns.keySet()) + ") values ("
                + String.join(", ", columns.values()) + ")");
        return id;
    }

    private UUID headOffice() {
        UUID id = Ids.next();
        execute(
                "insert into units (id, kind, name, path) values (?, 'HEAD_OFFICE', '总部', ?) on conflict do nothing",
                id,
                "/" + id + "/");
        return UUID.fromString(one("select id from units where kind = 'HEAD_OFFICE'"));
    }

    private UUID unit(UUID parent, String kind) {
        UUID id = Ids.next();
        execute(
                """
                insert into units (id, parent_id, kind, name, path)
                select ?, p.id, ?, ?, p.path || ? from units p where p.id = ?""",
                id,
                kind,
                kind + " " + tag,
                id + "/",
                parent);
        return id;
    }

    /** The first column of the first row as text; null when there is none. */
    public String one(String sql, Object... parameters) {
        try (Connection connection = service.jdbc();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs one statement and answers how many rows it touched. */
    @CanIgnoreReturnValue
    public int execute(String sql, Object... parameters) {
        try (Connection connection = service.jdbc();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
