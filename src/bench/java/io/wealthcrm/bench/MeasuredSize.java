package io.wealthcrm.bench;

import io.wealthcrm.customer.ManyCustomers;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A firm of one size: a service with so many customers on a database of its own, and who is measured beside it. */
final class MeasuredSize implements AutoCloseable {
    private final int customers;
    private final Service service;
    private final List<RecordedWorkload> workloads;
    private final Contenders contenders;
    private final List<Asked> asked;

    private MeasuredSize(int customers, Service service, List<RecordedWorkload> workloads, Contenders contenders) {
        this.customers = customers;
        this.service = service;
        this.workloads = workloads;
        this.contenders = contenders;
        asked = contenders.asked();
    }

    /** Lays it, records what its requests send, and heats both JVMs up. */
    static MeasuredSize of(int customers, Settings settings) throws SQLException, IOException {
        Service service = Service.named("bench-side-by-side-" + customers)
                .withoutDemo()
                .asDeployed()
                .with("wealth.customers.phone-searches", "10000000")
                .with("wealth.identity.access-token-life", "PT12H")
                .start();
        try {
            ManyCustomers.layInto(service, customers);
            service.restart();
            List<RecordedWorkload> workloads = recorded(service, settings);
            Contenders contenders = new Contenders(service, settings, workloads);
            MeasuredSize size = new MeasuredSize(customers, service, workloads, contenders);
            contenders.check();
            contenders.heat();
            return size;
        } catch (SQLException | IOException | RuntimeException failed) {
            service.close();
            throw failed;
        }
    }

    private static List<RecordedWorkload> recorded(Service service, Settings settings) throws SQLException {
        List<RecordedWorkload> recorded = new ArrayList<>();
        List<Workload> day = DayAtTheDesk.of(service);
        try (SqlLog log = SqlLog.of(service)) {
            for (Workload workload : day) {
                if (settings.workloads().matcher(workload.name()).find()) {
                    recorded.add(RecordedWorkload.of(workload, service, log));
                }
            }
        }
        return recorded;
    }

    /** How many customers, in a cell. */
    String size() {
        return String.format(Locale.ROOT, "%,d", customers);
    }

    Service service() {
        return service;
    }

    List<RecordedWorkload> workloads() {
        return workloads;
    }

    /** In the order of all sizes. */
    List<Asked> asked() {
        return asked;
    }

    /** Stops all and deletes what was laid. */
    @Override
    public void close() {
        contenders.close();
        service.close();
    }
}
