package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.wealthcrm.bench.Superuser;
import io.wealthcrm.shared.BenchCipher;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A firm with many customers, laid in set-based as the demo firm is, shared out evenly among {@link ManyAdvisors}. Each customer
 * has ten lines on the timeline, two interactions, a holding, a consent and a contribution; one in ten is in the firm's public
 * pool. Names are as frequent as in the demo, everything personal is sealed with the service's own keys.
 */
public final class ManyCustomers {
    private static final int BATCH = 20_000;
    private static final String DEADLOCK = "40P01";
    private static final String SURNAMES =
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷" + "王李张刘陈杨黄赵吴周王李张刘陈王李张";
    private static final String GIVEN =
            "雅静丽慧婉晓玉秀佳梦雨思欣美淑若诗紫春海琴娟敏芳婷萍怡洁蓉燕琳雯莹彤云兰霞颖瑶珍华志建国文明伟俊子浩天宏永德嘉泽振家立少一强军平杰鹏峰涛斌辉宇轩博林刚毅栋龙成东豪";
    private static final String[] CITIES = {"上海", "北京", "深圳", "杭州", "苏州", "南京", "宁波", "广州", "成都", "武汉", "天津", "青岛", "厦门"
    };

    /** What hangs on the customers, and every tenth in the pool. */
    private static final String FILES =
            """
            insert into timeline_entries (id, customer_id, at, kind, by_id, data)
            select uuidv7(), c.id, now() - make_interval(hours => 7 * n + abs(hashint4(n)) % 2000),
                   (array['CALL', 'VISIT', 'ORDER_SUBMITTED', 'CARE', 'TRANSFERRED'])[1 + n % 5], c.advisor_id,
                   jsonb_build_object('summary', '与客户沟通产品与资产配置情况')
              from customers c cross join generate_series(1, 10) n;
            insert into interactions (id, customer_id, kind, at, summary, by_id)
            select uuidv7(), c.id, 'CALL', c.created_at + make_interval(days => n), '电话沟通', c.advisor_id
              from customers c cross join generate_series(1, 2) n;
            insert into holdings (id, customer_id, advisor_id, unit_id, product_id, order_id, principal, opened_on, matures_on)
            select uuidv7(), c.id, c.advisor_id, c.unit_id, p.id, uuidv7(), 1000000, current_date - 100,
                   current_date + abs(hashtext(cast(c.id as text))) % 700
              from customers c cross join (select id from products limit 1) p;
            insert into consents (id, customer_id, purpose, granted, given_on, by_id)
            select uuidv7(), id, 'PERSONAL_DATA', true, current_date - 30, advisor_id from customers;
            insert into customer_contributions (customer_id, advisor_id, unit_id, fees, cost, contribution, assets, confirmed, level,
                   leeway, computed_at)
            select id, advisor_id, unit_id, 10000, 4000, 6000, 1000000 + abs(hashtext(cast(id as text))) % 9000000, 1000000, 0, 0,
                   now()
              from customers;
            with pooled as (
                update customers set advisor_id = null where abs(hashtext(cast(id as text))) % 10 = 0 returning id)
            insert into pool_entries (id, customer_id, pool_id, reason, entered_at)
            select uuidv7(), p.id, u.id, 'IMPORTED', now() - interval '1 day' from pooled p cross join units u
             where u.kind = 'HEAD_OFFICE';
            insert into pool_settings (branch_id, version, claims_per_day, holdings_cap, no_take_back_days, protects_holders, changed_at)
            select null, max(version) + 1, 1000, 100000, 90, true, now() from pool_settings where branch_id is null;
            """;

    private final Service service;
    private final Firm firm;
    private final FirmSize size;
    private final Seeds seeds;
    private final Random random = new Random(7);

    private ManyCustomers(Service service, FirmSize size) {
        this.service = service;
        firm = Firm.on(service);
        this.size = size;
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        json.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        seeds = new Seeds(new PersonalData(BenchCipher.of(service.dataDir())), json);
    }

    /**
     * Into a service without the demo firm and with an embedded PostgreSQL, of the usual proportions. All is on disk then, as a
     * firm's pages are when they are asked for.
     */
    public static void layInto(Service service, int customers) throws SQLException {
        layInto(service, FirmSize.of(customers));
        Superuser.run(service, "checkpoint");
    }

    /** Likewise. @throws IllegalStateException where one is laid already */
    public static void layInto(Service service, FirmSize size) throws SQLException {
        ManyCustomers many = new ManyCustomers(service, size);
        if (many.firm.one("select id from users where username = 'many-1'") != null) {
            throw new IllegalStateException("the database has such a firm already");
        }
        UUID held = many.firm.product();
        assert held != null;
        many.lay();
    }

    private void lay() throws SQLException {
        try (Connection connection = service.jdbc()) {
            connection.setAutoCommit(false);
            loosen(connection);
            ManyAdvisors advisors = ManyAdvisors.hire(connection, firm.headOffice, size.advisors(), size.devices());
            people(connection, advisors);
            run(connection, FILES);
            run(connection, resource("/demo/10-fasten.sql"));
            connection.commit();
        }
        try (Connection connection = service.jdbc()) {
            run(connection, "vacuum analyze");
        }
    }

    /** Again where a job of the service reads some of these tables in another order at that moment. */
    private static void loosen(Connection connection) throws SQLException {
        boolean loose = false;
        while (!loose) {
            try {
                run(connection, "set local synchronous_commit = off");
                run(connection, "set local maintenance_work_mem = '1GB'");
                run(connection, resource("/demo/00-loosen.sql"));
                loose = true;
            } catch (SQLException failure) {
                if (!DEADLOCK.equals(failure.getSQLState())) {
                    throw failure;
                }
                connection.rollback();
            }
        }
    }

    /** The next batch is sealed while the database takes the last. */
    private void people(Connection connection, ManyAdvisors advisors) throws SQLException {
        CompletableFuture<SealedCustomers> next = seal(0, advisors);
        for (int from = 0; from < size.customers(); from += BATCH) {
            SealedCustomers batch = next.join();
            next = seal(from + BATCH, advisors);
            int added = seeds.add(connection, batch);
            assert added > 0;
        }
    }

    private CompletableFuture<SealedCustomers> seal(int from, ManyAdvisors advisors) {
        List<CustomerSeed> batch = new ArrayList<>();
        for (int n = from; n < Math.min(from + BATCH, size.customers()); n++) {
            batch.add(seed(n, advisors.all().get(n % advisors.all().size())));
        }
        return CompletableFuture.supplyAsync(() -> seeds.seal(batch));
    }

    private CustomerSeed seed(int n, ManyAdvisors.Advisor advisor) {
        Instant created = Instant.now().minusSeconds(86_400L * (30 + random.nextInt(2000)));
        return new CustomerSeed(
                Ids.next(),
                name(),
                "1740" + String.format(Locale.ROOT, "%07d", n * 299_993L % 9_999_991L),
                null,
                random.nextBoolean() ? "FEMALE" : "MALE",
                LocalDate.of(1946, 1, 1).plusDays(random.nextInt(19_500)),
                choice(Occupation.values()).name(),
                CITIES[random.nextInt(CITIES.length)],
                CITIES[random.nextInt(CITIES.length)],
                choice(Channel.values()).name(),
                choice(AssetBand.values()).name(),
                List.of("茶艺"),
                advisor.id(),
                advisor.team(),
                RiskTolerance.C3,
                LocalDate.now(ZoneOffset.UTC).plusYears(1),
                LocalDate.now(ZoneOffset.UTC).plusYears(1),
                created.plusSeconds(random.nextInt(86_400 * 30)),
                created);
    }

    private String name() {
        String name = String.valueOf(SURNAMES.charAt(random.nextInt(SURNAMES.length())))
                + GIVEN.charAt(random.nextInt(GIVEN.length()));
        return random.nextInt(8) == 0 ? name : name + GIVEN.charAt(random.nextInt(GIVEN.length()));
    }

    private <T> T choice(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    private static String resource(String path) {
        try (InputStream text = ManyCustomers.class.getResourceAsStream(path)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
