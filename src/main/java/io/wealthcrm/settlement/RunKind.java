package io.wealthcrm.settlement;

/** The two kinds of runs, and where each is kept. */
enum RunKind {
    CLEARING(
            ClearingJob.KIND,
            "CLEARING_RUN",
            "clearing_runs",
            """
            update clearing_runs r
               set status = 'DONE', holdings = posted.holdings, amount = posted.amount, fee = posted.fee, shares = posted.shares,
                   given_up = r.holdings - posted.holdings
              from (select count(*) as holdings, sum(amount) as amount, sum(fee) as fee, sum(shares) as shares
                      from clearing_lines where run_id = ?1 and entry_id is not null having count(*) > 0) posted
             where r.id = ?1"""),
    DISTRIBUTION(
            DistributionJob.KIND,
            "DISTRIBUTION",
            "distributions",
            """
            update distributions d
               set status = 'DONE', holdings = posted.holdings, amount = posted.amount,
                   given_up = d.holdings - posted.holdings
              from (select count(*) as holdings, sum(amount) as amount
                      from distribution_lines where distribution_id = ?1 and entry_id is not null having count(*) > 0) posted
             where d.id = ?1""");

    private final String job;
    private final String subject;
    private final String lock;
    private final String decide;
    private final String endWithPosted;

    RunKind(String job, String subject, String table, String endWithPosted) {
        this.job = job;
        this.subject = subject;
        this.endWithPosted = endWithPosted;
        lock = "select id, status, prepared_by, holdings, amount from " + table
                + " where id = ?1 and product_id = ?2 for update";
        decide =
                """
                update %s set status = ?2, decided_by = ?3, decided_at = ?4,
                       booked_on = case when ?2 = 'APPROVED' then cast(?5 as date) end
                 where id = ?1"""
                        .formatted(table);
    }

    /** The kind of its job. */
    String job() {
        return job;
    }

    /** What the audit log calls it. */
    String subject() {
        return subject;
    }

    /** Reads and locks a {@link RunState}; ?1 id, ?2 product. */
    String lock() {
        return lock;
    }

    /** ?1 id, ?2 status, ?3 who, ?4 when, ?5 the accounting day of an approval. */
    String decide() {
        return decide;
    }

    /** Ends run ?1 with the sums of what is posted of it; touches no row when nothing is. */
    String endWithPosted() {
        return endWithPosted;
    }
}
