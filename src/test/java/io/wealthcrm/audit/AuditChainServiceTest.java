package io.wealthcrm.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever the database's superuser does to the audit log, with triggers switched off, the check names it. Each tampering is
 * taken back afterwards, and the log is intact again.
 */
class AuditChainServiceTest {
    private static final int ENTRIES = 40;

    private static Service service;
    private static Firm firm;
    private static Person compliance;

    @BeforeAll
    static void start() {
        service = Service.named("audit-chain")
                .withoutDemo()
                .with("wealth.audit.seal-pause", "PT0.2S")
                .start();
        firm = Firm.on(service);
        compliance = firm.office(Role.COMPLIANCE);
        for (int i = 0; i < ENTRIES; i++) {
            write("READ_" + i);
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyTamperingIsNamed() throws Exception {
        JsonPath intact = whenSealed();
        assertThat(intact.getBoolean("intact")).isTrue();
        assertThat(intact.getLong("entries")).isGreaterThanOrEqualTo(ENTRIES);

        superuser("create table kept as select * from audit_log");
        superuser("create table kept_seals as select * from audit_seals");
        superuser("create table kept_heads as select * from audit_heads");
        superuser("grant select on kept_seals to public");
        String rewrite = "update audit_log l set at = k.at, actor_id = k.actor_id, action = k.action,"
                + " subject_kind = k.subject_kind, subject_id = k.subject_id, detail = k.detail"
                + " from kept k where l.id in (7, 21, 25) and k.id = ";
        tampered("update audit_log set action = 'READ_X' where id = 7", "ALTERED", 7, rewrite + "l.id");
        tampered("update audit_log set at = at + interval '1 us' where id = 7", "ALTERED", 7, rewrite + "l.id");
        tampered(rewrite + "46 - l.id", "REORDERED", 21, rewrite + "l.id");
        tampered("delete from audit_log where id between 11 and 13", "DELETED", 11, restore("audit_log"));
        tampered("delete from audit_log where id > 30", "TRUNCATED", 31, restore("audit_log"));
        tampered("truncate audit_log", "TRUNCATED", 1, restore("audit_log"));
        tampered(
                "delete from audit_log where id > 30; delete from audit_seals where audit_id > 30",
                "TRUNCATED",
                31,
                restore("audit_log") + ";" + restore("audit_seals"));
        tampered("delete from audit_seals where audit_id = 9", "DELETED", 9, restore("audit_seals"));
        tampered(
                "insert into audit_log (id, actor_id, action, subject_kind) overriding system value"
                        + " values (9000000, uuidv7(), 'X', 'Y')",
                "INSERTED",
                null,
                "delete from audit_log where id = 9000000");
        aChainComputedAnewIsNotTheSignedOne();
        anEndCutOffWithItsHeadsIsNamed();
        aRewrittenTipIsNotSignedOver();
    }

    /** The one who computes all hashes anew does not have the key of the heads. */
    private static void aChainComputedAnewIsNotTheSignedOne() throws Exception {
        String last = " where seq = (select max(seq) from kept_heads)";
        tampered("update audit_heads set hash = sha256(hash)" + last, "HEAD_FORGED", null, remake("audit_heads", last));
        tampered("update audit_seals set hash = sha256(hash)" + last, "REWRITTEN", null, remake("audit_seals", last));
        tampered("delete from audit_heads" + last, "HEAD_FORGED", null, restore("audit_heads"));
    }

    /** With entries, seals and heads cut off alike, what is left agrees with itself: only the witness on the disk knows. */
    private static void anEndCutOffWithItsHeadsIsNamed() throws Exception {
        assertThat(whenSealed().getBoolean("intact")).isTrue();
        // However soon all before was sealed, by a head of its own.
        write("READ_BEFORE_THE_CUT");
        assertThat(whenSealed().getBoolean("intact")).isTrue();
        whenWitnessed();
        superuser("drop table kept; drop table kept_seals; drop table kept_heads");
        superuser("create table kept as select * from audit_log");
        superuser("create table kept_seals as select * from audit_seals");
        superuser("create table kept_heads as select * from audit_heads");
        String before = firm.one("select max(seq) from audit_heads where seq < (select max(seq) from audit_heads)");
        superuser("delete from audit_log where id in (select audit_id from audit_seals where seq > " + before + ");"
                + "delete from audit_seals where seq > " + before + ";"
                + "delete from audit_heads where seq > " + before + "");
        assertThat(verify().<String>getList("faults.kind")).containsExactly("TRUNCATED");
        write("READ_AFTER_THE_CUT");
        nothingIsSealed();
        superuser(restore("audit_log") + ";" + restore("audit_seals") + ";" + restore("audit_heads"));
        assertThat(whenSealed().getBoolean("intact")).isTrue();
    }

    /** A tip rewritten with all that hangs on it, head and all, is not signed over. */
    private static void aRewrittenTipIsNotSignedOver() throws Exception {
        assertThat(whenSealed().getBoolean("intact")).isTrue();
        whenWitnessed();
        superuser("drop table kept_seals; create table kept_seals as select * from audit_seals");
        superuser("drop table kept_heads; create table kept_heads as select * from audit_heads");
        String last = " where seq = (select max(seq) from kept_seals)";
        superuser("update audit_seals set hash = sha256(hash)" + last + "; update audit_heads set hash = sha256(hash)"
                + last);
        write("READ_AFTER_THE_REWRITING");
        nothingIsSealed();
        assertThat(verify().<String>getList("faults.kind")).contains("HEAD_FORGED", "REWRITTEN");
        superuser(remake("audit_seals", last) + ";" + remake("audit_heads", last));
        assertThat(whenSealed().getBoolean("intact")).isTrue();
    }

    /** For ten pauses of the sealing; each is counted, for whoever watches the service. */
    private static void nothingIsSealed() {
        double before = refused();
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> !firm.one("select count(*) from audit_unsealed").equals("0"));
        assertThat(refused()).isGreaterThan(before);
    }

    private static double refused() {
        String metrics =
                compliance.request().accept("text/plain").get("/q/metrics").asString();
        return metrics.lines()
                .filter(line -> line.startsWith("wealth_audit_sealing_refused_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void onlyComplianceMayAsk() {
        firm.office(Role.ADMIN)
                .request()
                .get("/api/v1/audit/verification")
                .then()
                .statusCode(403);
    }

    private static void tampered(String tampering, String kind, Integer from, String undo) throws Exception {
        superuser(tampering);
        JsonPath found = verify();
        assertThat(found.getBoolean("intact")).as(tampering).isFalse();
        assertThat(found.<String>getList("faults.kind")).as(tampering).contains(kind);
        if (from != null) {
            String seq = from == 1 ? "1" : firm.one("select seq from kept_seals where audit_id = ?", from);
            assertThat(found.<Integer>getList("faults.findAll { it.kind == '" + kind + "' }.fromSeq"))
                    .as(tampering)
                    .contains(Integer.valueOf(seq));
        }
        superuser(undo);
        assertThat(verify().getBoolean("intact")).as("after " + undo).isTrue();
    }

    /** Puts back what is missing. */
    private static String restore(String table) {
        String key = table.equals("audit_log") ? "id" : "seq";
        return "insert into " + table + " overriding system value select * from " + kept(table) + " where " + key
                + " not in (select " + key + " from " + table + ")";
    }

    private static String remake(String table, String where) {
        return "delete from " + table + where + ";" + restore(table);
    }

    private static String kept(String table) {
        return table.replace("audit_log", "kept").replace("audit_", "kept_");
    }

    private static JsonPath whenSealed() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> firm.one("select count(*) from audit_unsealed").equals("0"));
        return verify();
    }

    /** The witness is told of the end of the chain after that was committed. */
    private static void whenWitnessed() {
        Path witness = service.dataDir().resolve("audit/head");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> firm.one("select count(*) from audit_unsealed").equals("0")
                        && Files.readString(witness).startsWith(firm.one("select max(seq) from audit_seals") + " "));
    }

    private static JsonPath verify() {
        return compliance
                .request()
                .get("/api/v1/audit/verification")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void write(String action) {
        firm.execute(
                "insert into audit_log (actor_id, action, subject_kind) values (?, ?, 'TEST')",
                compliance.id(),
                action);
    }

    /** As the database's superuser, whom no trigger stops. */
    private static void superuser(String statements) throws Exception {
        String password = Files.readString(service.dataDir().resolve("keys/postgres-superuser"));
        try (Connection connection = DriverManager.getConnection(service.databaseUrl(), "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String one : List.of(statements.split(";"))) {
                statement.execute(one);
            }
        }
    }
}
