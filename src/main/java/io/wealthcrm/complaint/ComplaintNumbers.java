package io.wealthcrm.complaint;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Numbers to be told to customers, {@code C-2026-000123}: without a gap in each year, so openings wait for each other. */
@ApplicationScoped
class ComplaintNumbers {
    private static final String NEXT =
            """
            insert into complaint_numbers as n (year, last) values (?1, 1)
            on conflict (year) do update set last = n.last + 1 returning last""";

    private final WealthConfig config;

    ComplaintNumbers(WealthConfig config) {
        this.config = config;
    }

    /** Joins the transaction. */
    Uni<Void> give(Complaint complaint) {
        int year = complaint.openedAt.atZone(config.zone()).getYear();
        return Db.one(Integer.class, NEXT, year)
                .invoke(number -> complaint.number = "C-%d-%06d".formatted(year, number))
                .replaceWithVoid();
    }
}
