package io.wealthcrm.exchange;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Retention;
import io.wealthcrm.shared.WealthConfig;
import io.wealthcrm.shared.files.ReleasedFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;

/** Imports' files go after a while, and with them what nobody had applied; the rows by which they are reported go later. */
@ApplicationScoped
class ImportRetention implements Retention {
    private static final String RELEASE =
            """
            with due as (
                select id, file_id from imports
                 where file_id is not null and uploaded_at < now() - make_interval(secs => ?1)
                   and state not in ('APPLYING', 'REVERTING') order by uploaded_at limit 100 for update skip locked)
            update imports i
               set file_id = null, version = version + 1,
                   state = case when state in ('MAPPING', 'READING', 'CHECKED') then 'EXPIRED' else state end
              from due where i.id = due.id returning due.file_id""";

    /**
     * Rows that were never applied still hold sealed personal data. They are looked for once, in an array: as a join the planner
     * looks for them again for each row of the table while it believes that to be small.
     */
    private static final String FORGET =
            """
            delete from import_rows where ctid = any(array(
                select r.ctid from imports i join import_rows r on r.import_id = i.id
                 where i.file_id is null and i.state in ('EXPIRED', 'FAILED', 'REVERTED') and r.phone_index is not null
                 limit ?1 for update of r skip locked))""";

    private static final String FORGET_REPORTS =
            """
            delete from import_rows where ctid = any(array(
                select r.ctid from imports i join import_rows r on r.import_id = i.id
                 where i.uploaded_at < now() - interval '%d seconds' and i.state not in ('APPLYING', 'REVERTING')
                 limit ?1 for update of r skip locked))""";

    private final ReleasedFiles released;
    private final Background background;
    private final ExchangeConfig config;
    private final WealthConfig wealth;

    ImportRetention(ReleasedFiles released, Background background, ExchangeConfig config, WealthConfig wealth) {
        this.released = released;
        this.background = background;
        this.config = config;
        this.wealth = wealth;
    }

    void start(@Observes StartupEvent event) {
        background.every(wealth.housekeepingEvery(), "files of imports", this::release);
    }

    private Uni<Void> release() {
        double life = config.fileLife().toSeconds();
        return Panache.withTransaction(
                () -> Db.select(UUID.class, RELEASE, life).chain(released::release));
    }

    @Override
    public List<String> deletes() {
        return List.of(FORGET, FORGET_REPORTS.formatted(config.reportLife().toSeconds()));
    }
}
