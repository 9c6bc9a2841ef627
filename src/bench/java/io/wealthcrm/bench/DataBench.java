package io.wealthcrm.bench;

import io.wealthcrm.customer.FirmSize;
import io.wealthcrm.customer.KnownCustomers;
import io.wealthcrm.customer.KnownCustomers.Known;
import io.wealthcrm.customer.ManyCustomers;
import io.wealthcrm.testing.DatabaseAccess;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Service;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lays the data of the benchmarks, into any PostgreSQL, and has the service find one of them: how long that takes, how many rows
 * and bytes there are. Where the database is given, the data stay.
 */
class DataBench {
    private static final List<String> TABLES = List.of(
            "customers", "timeline_entries", "interactions", "holdings", "consents", "users", "devices", "units");

    private static final FirmSize SIZE = new FirmSize(
            Integer.getInteger("bench.customers", 1_000_000),
            Integer.getInteger("bench.advisors", 10_000),
            Integer.getInteger("bench.devices", 100_000));

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void laid() throws SQLException {
        Optional<DatabaseAccess> given = GivenDatabase.access();
        Service service = Service.named("bench-data").withoutDemo().asDeployed();
        given.ifPresent(service::on);
        try (service) {
            service.start();
            Report report = Report.on(
                    service,
                    "bench.customers=%d bench.advisors=%d bench.devices=%d bench.database=%s"
                            .formatted(
                                    SIZE.customers(),
                                    SIZE.advisors(),
                                    SIZE.devices(),
                                    given.map(DatabaseAccess::url).orElse("embedded")),
                    "data",
                    "table",
                    "rows",
                    "with indexes");
            long began = System.nanoTime();
            ManyCustomers.layInto(service, SIZE);
            double seconds = (System.nanoTime() - began) / 1e9;
            Firm firm = Firm.on(service);
            TABLES.forEach(
                    table -> report.add(table, rows(firm, table), megabytes(firm, "pg_total_relation_size", table)));
            report.note(String.format(
                    Locale.ROOT,
                    "Laid in %.0f s, statistics included; the database has %s.",
                    seconds,
                    megabytes(firm, "pg_database_size", firm.one("select current_database()"))));
            find(service);
            given.map(database -> GivenDatabase.keepKeys(service, database))
                    .ifPresent(kept -> report.note("The keys are in `" + kept
                            + "`, which is to be the WEALTH_DATA_DIR of a service on this database."));
        }
    }

    private static String rows(Firm firm, String table) {
        return String.format(Locale.ROOT, "%,d", Long.valueOf(firm.one("select count(*) from " + table)));
    }

    private static String megabytes(Firm firm, String size, String of) {
        return String.format(
                Locale.ROOT, "%,.0f MB", Long.parseLong(firm.one("select " + size + "('" + of + "')")) / 1e6);
    }

    /** Through HTTP, as one of the advisors, by digits that the service alone can read. */
    private static void find(Service service) throws SQLException {
        KnownCustomers known = KnownCustomers.of(service, 1);
        Known sought = known.customers().get(0);
        List<String> found = known.advisor()
                .request()
                .get("/api/v1/customers?q=" + sought.phone())
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
        if (!found.equals(List.of(sought.id().toString()))) {
            throw new IllegalStateException("found " + found + " for " + sought.id());
        }
    }
}
