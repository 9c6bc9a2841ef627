package io.wealthcrm.demo;

import io.wealthcrm.customer.CustomerSeed;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.RiskTolerance;
import io.wealthcrm.customer.SealedCustomers;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Brings the customers of 04-customers.sql, which are in plain values, into their table through the customer feature. */
@ApplicationScoped
class DemoCustomers {
    private static final int BATCH = 2000;

    private final Customers customers;

    DemoCustomers(Customers customers) {
        this.customers = customers;
    }

    /**
     * Reads the plain values and begins to seal them on other threads, while the database is busy with other tables.
     *
     * @return what is to be handed to {@link #layIn}, in batches
     */
    List<CompletableFuture<SealedCustomers>> seal(Connection connection) throws SQLException {
        List<CustomerSeed> seeds = read(connection);
        List<CompletableFuture<SealedCustomers>> batches = new ArrayList<>();
        for (int from = 0; from < seeds.size(); from += BATCH) {
            List<CustomerSeed> batch = seeds.subList(from, Math.min(from + BATCH, seeds.size()));
            batches.add(CompletableFuture.supplyAsync(() -> customers.seal(batch)));
        }
        return batches;
    }

    /** Stores them, waiting for those not sealed yet. */
    void layIn(Connection connection, List<CompletableFuture<SealedCustomers>> batches) throws SQLException {
        for (CompletableFuture<SealedCustomers> batch : batches) {
            customers.addMany(connection, batch.join());
        }
        customers.settleTiers(connection);
    }

    private static List<CustomerSeed> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from demo_customers order by n")) {
            List<CustomerSeed> seeds = new ArrayList<>();
            while (rows.next()) {
                seeds.add(seed(rows));
            }
            return seeds;
        }
    }

    private static CustomerSeed seed(ResultSet row) throws SQLException {
        int risk = row.getInt("risk");
        return new CustomerSeed(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("phone"),
                row.getString("id_number"),
                row.getString("gender"),
                row.getObject("birthday", LocalDate.class),
                row.getString("occupation"),
                row.getString("city"),
                row.getString("hometown"),
                row.getString("channel"),
                row.getString("asset_band"),
                List.of((String[]) row.getArray("interests").getArray()),
                row.getObject("advisor_id", UUID.class),
                row.getObject("unit_id", UUID.class),
                risk == 0 ? null : RiskTolerance.values()[risk - 1],
                row.getObject("risk_valid_until", LocalDate.class),
                row.getObject("qualified_until", LocalDate.class),
                instant(row, "last_contact_at"),
                instant(row, "created_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
