package io.wealthcrm.settlement;

/** How entries are read: those in the books, and the drafts of vouchers that are not. */
final class EntrySql {
    private static final String SELECT =
            """
            select e.id, e.posting_key, e.kind, e.status, e.booked_on, e.currency, e.amount, e.subject_id, e.note, e.prepared_by,
                   e.prepared_at, e.posted_by, e.posted_at,
                   (select count(*) from %2$s l where l.entry_id = e.id),
                   (select cast(jsonb_agg(jsonb_build_object('no', l.line_no, 'account', l.account, 'productId', l.product_id,
                               'holdingId', l.holding_id, 'debit', cast(l.debit as text), 'credit', cast(l.credit as text))
                               order by l.line_no) as text)
                      from (select * from %2$s l where l.entry_id = e.id order by l.line_no limit 100) l)
              from %1$s e
            """;

    private static final String MATCHING =
            """
             where (cast(?1 as date) is null or e.booked_on >= ?1) and (cast(?2 as date) is null or e.booked_on <= ?2)
               and (cast(?3 as text) is null or e.kind = ?3) and (cast(?4 as uuid) is null or e.subject_id = ?4)
               and (cast(?5 as uuid) is null or exists (select from %s l where l.entry_id = e.id and l.product_id = ?5))
               and (cast(?6 as date) is null or (e.booked_on, e.id) < (cast(?6 as date), cast(?7 as uuid)))
               and e.status = ?9
             order by e.booked_on desc, e.id desc limit ?8""";

    private static final String ENTRIES =
            """
            (select x.*, 'POSTED' as status, d.prepared_by, d.prepared_at
               from ledger_entries x left join ledger_drafts d on d.entry_id = x.id)""";

    private static final String DRAFTS =
            """
            (select id, 'MANUAL/' || id as posting_key, 'MANUAL' as kind, status, booked_on, currency, amount, id as subject_id,
                    note, prepared_by, prepared_at, cast(null as uuid) as posted_by, cast(null as timestamptz) as posted_at
               from ledger_drafts where status <> 'POSTED')""";

    private static final String DRAFT_LINES =
            """
            (select draft_id as entry_id, line_no, account, product_id, cast(null as uuid) as holding_id, debit, credit
               from ledger_draft_lines)""";

    private static final String POSTED = SELECT.formatted(ENTRIES, "ledger_lines");
    private static final String NOT_POSTED = SELECT.formatted(DRAFTS, DRAFT_LINES);

    private static final String POSTED_PAGE = POSTED + MATCHING.formatted("ledger_lines");
    private static final String NOT_POSTED_PAGE = NOT_POSTED + MATCHING.formatted(DRAFT_LINES);

    /** By ?1, its own id or, of a voucher, the id under which it was prepared. */
    static final String FIND_POSTED =
            POSTED + " where e.id = ?1 or e.posting_key = 'MANUAL/' || cast(cast(?1 as uuid) as text)";

    static final String FIND_DRAFT = NOT_POSTED + " where e.id = ?1";

    private EntrySql() {}

    /** ?1 and ?2 days, ?3 kind, ?4 subject, ?5 product, ?6 and ?7 the last row of the page before, ?8 rows, ?9 the status. */
    static String page(EntryStatus status) {
        return status == EntryStatus.POSTED ? POSTED_PAGE : NOT_POSTED_PAGE;
    }
}
