package io.wealthcrm.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.bench.Superuser;
import io.wealthcrm.customer.KnownCustomers.Known;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service with so many customers; requests of an advisor, of whose branch's manager and of an executive, and what they take. */
final class MeasuredFirm implements AutoCloseable {
    /** What names of searches begin with, by whichever of the three. */
    static final String SEARCH = "search ";

    /** What can be asked but once for each customer. */
    private static final String CLAIM = "claim, advisor";

    private static final String BRANCH =
            "select t.parent_id from users u join units t on t.id = u.unit_id where u.id = ?";

    /** MiB: all that is laid, which a machine may else put out of its memory between two requests. */
    private static final String SHARED_BUFFERS = System.getProperty("bench.buffers", "10240");

    /** Reads all of it. */
    private static final String WARM =
            "select sum(pg_prewarm(oid)) from pg_class where relkind in ('r', 'i', 't') and relpersistence = 'p'";

    private static final int CLAIMS = 800;

    private static final int HEATING_CLAIMS = 100;

    private static final Pattern DURATION =
            Pattern.compile("^\\d+\\|LOG: +duration: ([0-9.]+) ms +(parse|bind|execute) [^:]*: (.*)");

    private final Service service;
    private final Random random = new Random(3);
    private final Map<String, Supplier<HttpRequest>> requests = new LinkedHashMap<>();

    private MeasuredFirm(Service service) throws SQLException {
        this.service = service;
        KnownCustomers known = KnownCustomers.of(service, 1);
        Firm firm = Firm.on(service);
        UUID branch = UUID.fromString(firm.one(BRANCH, known.advisor().id()));
        add("advisor", known.advisor(), known.customers());
        addSearches("manager", firm.person(branch, Role.BRANCH_MANAGER), known.customers());
        add("executive", firm.office(Role.EXECUTIVE), known.customers());
        var waiting = pooled().iterator();
        requests.put(CLAIM, () -> Requests.claim(known.advisor(), waiting.next()));
    }

    /** Lays it, which takes minutes for a million. */
    static MeasuredFirm of(int customers) throws Exception {
        Service service = Service.named("bench-customers-" + customers)
                .withoutDemo()
                .asDeployed()
                .with("wealth.customers.phone-searches", "10000000")
                .with("wealth.identity.access-token-life", "PT3H")
                .with("wealth.shared-buffers", SHARED_BUFFERS)
                .start();
        long began = System.nanoTime();
        ManyCustomers.layInto(service, customers);
        System.out.printf(Locale.ROOT, "%,d customers laid in %.0f s%n", customers, (System.nanoTime() - began) / 1e9);
        Superuser.run(service, "create extension if not exists pg_prewarm", WARM);
        return new MeasuredFirm(service);
    }

    private void addSearches(String who, Person person, List<Known> customers) {
        Supplier<Known> any = () -> customers.get(random.nextInt(customers.size()));
        requests.put(
                SEARCH + "by two characters, " + who,
                () -> Requests.search(person, any.get().name().substring(0, 2)));
        requests.put(
                SEARCH + "by initials, " + who,
                () -> Requests.search(person, any.get().initials()));
        requests.put(
                SEARCH + "by last four digits, " + who,
                () -> Requests.search(person, any.get().phone().substring(7)));
    }

    private void add(String who, Person person, List<Known> customers) {
        addSearches(who, person, customers);
        Supplier<String> file = () -> "/api/v1/customers/"
                + customers.get(random.nextInt(customers.size())).id();
        requests.put("list, " + who, () -> Requests.get(person, "/api/v1/customers"));
        requests.put("list by name, " + who, () -> Requests.get(person, "/api/v1/customers?sort=name"));
        requests.put(
                "list by last contact, " + who, () -> Requests.get(person, "/api/v1/customers?sort=lastContactAt"));
        requests.put("overview, " + who, () -> Requests.get(person, file.get() + "/overview"));
        requests.put("timeline, " + who, () -> Requests.get(person, file.get() + "/timeline"));
    }

    private List<UUID> pooled() throws SQLException {
        List<UUID> pooled = new ArrayList<>();
        try (Connection connection = service.jdbc();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select customer_id from pool_entries where left_at is null limit "
                                + (HEATING_CLAIMS + CLAIMS))) {
            while (rows.next()) {
                pooled.add(rows.getObject(1, UUID.class));
            }
        }
        return pooled;
    }

    Service service() {
        return service;
    }

    Set<String> requests() {
        return requests.keySet();
    }

    /** How often this can be asked. */
    int most(String what, int calls) {
        return what.equals(CLAIM) ? CLAIMS : calls;
    }

    /** All that can be repeated, by turns, after some of what cannot. */
    void heat(int seconds) throws IOException, InterruptedException {
        ask(CLAIM, new double[HEATING_CLAIMS], 0, HEATING_CLAIMS);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            for (Map.Entry<String, Supplier<HttpRequest>> one : requests.entrySet()) {
                if (!one.getKey().equals(CLAIM)) {
                    Requests.ask(one.getValue().get(), 200);
                }
            }
        }
    }

    /** Asks so often, one after the other, and writes down the milliseconds. */
    void ask(String what, double[] times, int from, int calls) throws IOException, InterruptedException {
        for (int n = from; n < from + calls; n++) {
            HttpRequest next = requests.get(what).get();
            long began = System.nanoTime();
            Requests.ask(next, 200);
            times[n] = (System.nanoTime() - began) / 1e6;
        }
    }

    /**
     * What the server says its statements on customers took, in milliseconds, of as many requests again, which its log slows
     * down; none for what writes.
     */
    double[] inDatabase(String what, int calls) throws Exception {
        if (what.equals(CLAIM)) {
            return new double[0];
        }
        Path log = service.dataDir().resolve("run/postgresql.log");
        Superuser.run(
                service,
                "alter system set log_line_prefix = '%p|'",
                "alter system set log_min_duration_statement = 0",
                "select pg_reload_conf()");
        long before = Files.size(log);
        ask(what, new double[calls], 0, calls);
        Superuser.run(service, "alter system reset log_min_duration_statement", "select pg_reload_conf()");
        byte[] all = Files.readAllBytes(log);
        return sums(new String(all, (int) before, (int) (all.length - before), UTF_8));
    }

    private static double[] sums(String written) {
        List<Double> sums = new ArrayList<>();
        double sum = 0;
        for (String entry : written.replace("\n\t", " ").split("\n", -1)) {
            Matcher timed = DURATION.matcher(entry);
            if (timed.matches() && timed.group(3).contains("customers_in_sight c")) {
                sum += Double.parseDouble(timed.group(1));
                if (timed.group(2).equals("execute")) {
                    sums.add(sum);
                    sum = 0;
                }
            }
        }
        return sums.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Stops the service and deletes what was laid. */
    @Override
    public void close() {
        service.close();
    }
}
