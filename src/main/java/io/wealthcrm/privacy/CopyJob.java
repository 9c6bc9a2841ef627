package io.wealthcrm.privacy;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
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
            "select section, relation, withheld from personal_records where withheld is not null order by position";

    private static final String KEEP =
            """
            with kept as (
                insert into privacy_copies (request_id, content, expires_at)
                values (?1, ?2, clock_timestamp() + make_interval(secs => ?3)) on conflict do nothing)
            update privacy_requests
               set state = 'DONE', answer_zh = '您的个人信息副本已生成，七日内可下载。',
                   answer_en = 'The copy of your personal data is ready and can be fetched for seven days.', version = version + 1
             where id = ?1 and state = 'IN_PROGRESS'""";

    private static final String FAILED =
            """
            update privacy_requests set state = 'VERIFIED', decided_by = null, decided_at = null, version = version + 1
             where id = ?1 and state = 'IN_PROGRESS'""";

    private final PrivacyRequests requests;
    private final Copies copies;
    private final Customers customers;
    private final Audit audit;
    private final PrivacyConfig settings;

    CopyJob(PrivacyRequests requests, Copies copies, Customers customers, Audit audit, PrivacyConfig settings) {
        this.requests = requests;
        this.copies = copies;
        this.customers = customers;
        this.audit = audit;
        this.settings = settings;
    }

    /** One table's rows as a JSON array. */
    record Records(PrivacySection section, String relation, String rows) {}

    /** What is not in a copy, and why. */
    record Withheld(PrivacySection section, String relation, String reason) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Step> step(UUID id) {
        double life = settings.copyLife().toSeconds();
        return requests.locked(id)
                .chain(request -> gathered(request)
                        .chain(copy -> copies.sealed(id, copy))
                        .chain(content -> Db.execute(KEEP, id, content, life))
                        .call(() ->
                                audit.record(request.decidedBy(), "PRIVACY_COPY_MADE", PrivacyRequests.SUBJECT, id)))
                .map(made -> new Step(1, true, Map.of("requestId", id)));
    }

    private Uni<CopyFile> gathered(PrivacyRequest request) {
        return Db.select(UUID.class, LOCK, request.customerId())
                .chain(() -> Db.select(Records.class, RECORDS, request.customerId()))
                .chain(records -> customers.numbers(request.customerId()).chain(numbers -> Db.select(
                                Withheld.class, WITHHELD)
                        .map(withheld -> new CopyFile(request.customerId(), numbers, records, withheld))));
    }

    @Override
    public Uni<Void> failed(UUID id) {
        return Db.execute(FAILED, id).replaceWithVoid();
    }
}
