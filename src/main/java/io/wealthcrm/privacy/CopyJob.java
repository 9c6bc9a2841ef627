package io.wealthcrm.privacy;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.order.BankAccounts;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Makes the copy a customer asked for: all that is registered as exported in {@code personal_records}, in one step. */
@ApplicationScoped
class CopyJob implements JobHandler {
    static final String KIND = "PRIVACY_COPY";

    private static final String RECORDS =
            """
            select of_section, of_relation, cast(rows as text) from personal_copy(?1)
            union all
            select 'PROFILE', 'extra_fields', cast(jsonb_build_array(extra_of_customers(extra)) as text)
              from customers where id = ?1 and extra_of_customers(extra) is not null""";

    /** An erasure waits until the copy is kept, and takes it along. */
    private static final String LOCK = "select id from customers where id = ?1 for share";

    private static final String WITHHELD =
            "select section, relation, withheld_zh, withheld from personal_records where withheld is not null order by position";

    private static final String ACCOUNTS =
            "select id, bank_name, bank_account_cipher from orders where customer_id = ?1 and bank_account_cipher is not null order by id";

    private static final String KEEP =
            """
            with kept as (
                insert into privacy_copies (request_id, content, expires_at)
                values (?1, ?2, clock_timestamp() + make_interval(secs => ?3)) on conflict do nothing)
            update privacy_requests
               set state = 'DONE', answer_zh = '您的个人信息副本已生成，七日内可下载。',
                   answer_en = 'The copy of your personal data is ready and can be fetched for seven days.', copy_failed_at = null,
                   version = version + 1
             where id = ?1 and state = 'IN_PROGRESS'""";

    private static final String FAILED =
            """
            update privacy_requests
               set state = 'VERIFIED', decided_by = null, decided_at = null, copy_failed_at = ?2, version = version + 1
             where id = ?1 and state = 'IN_PROGRESS'""";

    private final PrivacyRequests requests;
    private final Copies copies;
    private final Customers customers;
    private final BankAccounts accounts;
    private final PrivacyNotices notices;
    private final Audit audit;
    private final Clock clock;
    private final PrivacyConfig settings;

    CopyJob(
            PrivacyRequests requests,
            Copies copies,
            Customers customers,
            BankAccounts accounts,
            PrivacyNotices notices,
            Audit audit,
            Clock clock,
            PrivacyConfig settings) {
        this.requests = requests;
        this.copies = copies;
        this.customers = customers;
        this.accounts = accounts;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
        this.settings = settings;
    }

    /** An account as it is kept. */
    private record Sealed(UUID orderId, String bank, byte[] number) {}

    /** One table's rows as a JSON array. */
    record Records(PrivacySection section, String relation, String rows) {}

    /** What is not in a copy, and why. */
    record Withheld(PrivacySection section, String relation, String zh, String en) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        return requests.locked(id)
                .chain(request -> request.state() == PrivacyState.IN_PROGRESS
                        ? made(request)
                        : Uni.createFrom().voidItem())
                .replaceWith(new Step(1, true, Map.of("requestId", id)));
    }

    private Uni<Void> made(PrivacyRequest request) {
        double life = settings.copyLife().toSeconds();
        return gathered(request)
                .chain(copy -> copies.sealed(request.id(), copy))
                .chain(content -> Db.execute(KEEP, request.id(), content, life))
                .chain(() ->
                        audit.record(request.decidedBy(), "PRIVACY_COPY_MADE", PrivacyRequests.SUBJECT, request.id()));
    }

    private Uni<CopyFile> gathered(PrivacyRequest request) {
        UUID customer = request.customerId();
        return Db.select(UUID.class, LOCK, customer)
                .chain(() -> opened(customer))
                .chain(opened -> copy(customer, opened));
    }

    private Uni<CopyFile> copy(UUID customer, CopyFile.Opened opened) {
        return Db.select(Records.class, RECORDS, customer).chain(records -> Db.select(Withheld.class, WITHHELD)
                .map(withheld -> new CopyFile(customer, opened, records, withheld)));
    }

    private Uni<CopyFile.Opened> opened(UUID customer) {
        return customers.numbers(customer).chain(numbers -> Db.select(Sealed.class, ACCOUNTS, customer)
                .map(rows -> new CopyFile.Opened(
                        numbers, rows.stream().map(this::account).toList())));
    }

    private CopyFile.Account account(Sealed row) {
        return new CopyFile.Account(row.orderId(), row.bank(), accounts.open(row.orderId(), row.number()));
    }

    @Override
    public Uni<Void> failed(UUID id) {
        return Db.execute(FAILED, id, clock.instant()).chain(() -> notices.failed(id));
    }
}
