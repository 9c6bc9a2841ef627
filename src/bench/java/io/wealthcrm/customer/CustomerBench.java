package io.wealthcrm.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.bench.Report;
import io.wealthcrm.bench.Superuser;
import io.wealthcrm.customer.KnownCustomers.Known;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an advisor and an executive wait for among 10,000 customers and among a million (ten million lines of timeline): one
 * request after the other, through HTTP. And what the searches of them cost in the database by its own log.
 */
class CustomerBench {
    private static final int FEW = 10_000;
    private static final int MANY = Integer.getInteger("bench.customers", 1_000_000);
    private static final int CALLS = Integer.getInteger("bench.calls", 1_000);
    private static final Pattern DURATION =
            Pattern.compile("^\\d+\\|LOG: +duration: ([0-9.]+) ms +(parse|bind|execute) [^:]*: (.*)");

    /** One firm: whom to ask for. */
    private record Sample(
            Service service, List<UUID> own, List<UUID> pooled, List<String> names, List<String> phones) {}

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aMillionCustomersBesideTenThousand() throws Exception {
        Map<String, double[]> few = measured(FEW);
        Map<String, double[]> many = measured(MANY);
        Report report = new Report(
                "customers",
                "request",
                "p50 of " + FEW,
                "p99",
                "p50 of " + MANY,
                "p99",
                "p99 ratio",
                "p99 in the database");
        few.forEach((what, before) -> {
            double[] after = many.get(what);
            report.add(
                    what,
                    millis(before[0]),
                    millis(before[1]),
                    millis(after[0]),
                    millis(after[1]),
                    String.format(Locale.ROOT, "%.2f", after[1] / before[1]),
                    after[2] == 0 ? "" : millis(after[2]));
        });
    }

    private static Map<String, double[]> measured(int customers) throws Exception {
        try (Service service = Service.named("bench-customers-" + customers)
                .withoutDemo()
                .asDeployed()
                .with("wealth.identity.access-token-life", "PT3H")
                .start()) {
            long began = System.nanoTime();
            ManyCustomers.layInto(service, customers);
            System.out.printf(
                    Locale.ROOT, "%,d customers laid in %.0f s%n", customers, (System.nanoTime() - began) / 1e9);
            KnownCustomers known = KnownCustomers.of(service, 1);
            Person advisor = known.advisor();
            Person executive = Firm.on(service).office(Role.EXECUTIVE);
            Map<String, double[]> figures = measured(sample(service, known), advisor, executive);
            new WholeFirmJobs(service, customers).run();
            return figures;
        }
    }

    private static Map<String, double[]> measured(Sample sample, Person advisor, Person executive) throws Exception {
        Random random = new Random(3);
        Supplier<String> own = () -> "/api/v1/customers/" + any(sample.own(), random);
        Map<String, Supplier<HttpRequest>> requests = new LinkedHashMap<>();
        for (Person person : List.of(advisor, executive)) {
            String who = person == advisor ? "advisor" : "executive";
            requests.put(
                    "search by two characters, " + who,
                    () -> Requests.search(person, any(sample.names(), random).substring(0, 2)));
            requests.put(
                    "search by initials, " + who,
                    () -> Requests.search(person, Requests.initials(any(sample.names(), random))));
            requests.put(
                    "search by last four digits, " + who,
                    () -> Requests.search(person, any(sample.phones(), random).substring(7)));
            requests.put("list, " + who, () -> Requests.get(person, "/api/v1/customers"));
            requests.put("list by name, " + who, () -> Requests.get(person, "/api/v1/customers?sort=name"));
            requests.put(
                    "list by last contact, " + who, () -> Requests.get(person, "/api/v1/customers?sort=lastContactAt"));
            requests.put("overview, " + who, () -> Requests.get(person, own.get() + "/overview"));
            requests.put("timeline, " + who, () -> Requests.get(person, own.get() + "/timeline"));
        }
        Map<String, double[]> figures = new LinkedHashMap<>();
        for (Map.Entry<String, Supplier<HttpRequest>> one : requests.entrySet()) {
            figures.put(one.getKey(), times(sample.service(), CALLS, one.getValue(), 200));
        }
        var waiting = sample.pooled().iterator();
        figures.put(
                "claim, advisor",
                times(
                        sample.service(),
                        sample.pooled().size() - 20,
                        () -> Requests.claim(advisor, waiting.next()),
                        200));
        return figures;
    }

    /** The median, the 99th percentile and the database's own 99th percentile, in milliseconds, once it is warm. */
    private static double[] times(Service service, int calls, Supplier<HttpRequest> request, int status)
            throws Exception {
        for (int n = 0; n < Math.min(200, calls / 4); n++) {
            Requests.ask(request.get(), status);
        }
        double[] times = new double[calls * 3 / 4];
        Path log = service.dataDir().resolve("run/postgresql.log");
        for (int n = 0; n < times.length; n++) {
            HttpRequest next = request.get();
            long began = System.nanoTime();
            Requests.ask(next, status);
            times[n] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(times);
        double[] inDatabase = inDatabase(service, log, request, status);
        return new double[] {quantile(times, 0.5), quantile(times, 0.99), quantile(inDatabase, 0.99)};
    }

    /** What the server says its statements on customers took, of as many requests again, which its log slows down. */
    private static double[] inDatabase(Service service, Path log, Supplier<HttpRequest> request, int status)
            throws Exception {
        if (request.get().uri().getPath().endsWith("/claim")) {
            return new double[1];
        }
        Superuser.run(
                service,
                "alter system set log_line_prefix = '%p|'",
                "alter system set log_min_duration_statement = 0",
                "select pg_reload_conf()");
        long before = Files.size(log);
        for (int n = 0; n < CALLS / 4; n++) {
            Requests.ask(request.get(), status);
        }
        Superuser.run(service, "alter system reset log_min_duration_statement", "select pg_reload_conf()");
        byte[] all = Files.readAllBytes(log);
        List<Double> sums = new ArrayList<>();
        double sum = 0;
        String written = new String(all, (int) before, (int) (all.length - before), UTF_8);
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
        double[] sorted =
                sums.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? new double[1] : sorted;
    }

    private static Sample sample(Service service, KnownCustomers known) throws SQLException {
        List<UUID> own = known.customers().stream().map(Known::id).toList();
        List<UUID> pooled = new ArrayList<>();
        try (Connection connection = service.jdbc();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select customer_id from pool_entries where left_at is null limit 200")) {
            while (rows.next()) {
                pooled.add(rows.getObject(1, UUID.class));
            }
        }
        return new Sample(
                service,
                own,
                pooled,
                known.customers().stream().map(Known::name).toList(),
                known.customers().stream().map(Known::phone).toList());
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static double quantile(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))];
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }
}
