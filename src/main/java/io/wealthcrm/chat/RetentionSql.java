package io.wealthcrm.chat;

/** The statements of {@link RetentionRun}. */
final class RetentionSql {
    /** Conversations looked at in one batch. */
    static final int CONVERSATIONS = 200;

    /** Messages deleted at most in one batch. */
    static final int MESSAGES = 1000;

    static final String PAUSE = "select place from chat_retention_run for update";

    static final String TAKE =
            """
            select place from chat_retention_run
             where done_on < cast(now() at time zone cast(?1 as text) as date)
               and cast(now() at time zone cast(?1 as text) as time) >= cast(cast(?2 as text) as time)
               for update skip locked""";

    /**
     * A page of conversations, of these who has a message older than its rule, and their oldest messages up to the first that
     * is kept: so what goes is always the beginning. Conversations are locked against a recall or an edit, which take their
     * row for themselves, and not against messages, which change no key of it.
     */
    static final String DELETE =
            """
            with page as materialized (
                select c.id, c.kind, (select x.at from messages x where x.conversation_id = c.id order by x.seq limit 1) as oldest
                  from conversations c where c.id > ?1 order by c.id limit ?2
            ), old as materialized (
                select p.id, p.kind, r.kind as rule, now() - make_interval(months => r.keep_months) as until
                  from page p
                  join chat_retention_rules r on r.kind in (p.kind, 'CUSTOMER_' || p.kind)
                   and p.oldest < now() - make_interval(months => r.keep_months)
            ), due as materialized (
                select o.id, o.until from old o
                 where o.rule = case when o.kind not in ('ORDER', 'CONSULTATION')
                                      and (select true from members m join users u on u.id = m.user_id
                                              and (u.customer_id is not null or u.roles @> '{CUSTOMER}')
                                            where m.conversation_id = o.id limit 1)
                                     then 'CUSTOMER_' || o.kind else o.kind end
                   and not exists (select from chat_holds h where h.lifted_at is null and h.conversation_id = o.id)
                   and (select true from chat_holds h join members m on m.user_id = h.user_id and m.conversation_id = o.id
                         where h.lifted_at is null limit 1) is null
            ), locked as materialized (
                select c.id, d.until from due d join conversations c on c.id = d.id order by c.id for key share of c
            ), going as materialized (
                select l.id, one.seq from (select id, until from locked order by id) l cross join lateral (
                    select x.seq from messages x
                     where x.conversation_id = l.id
                       and x.seq < coalesce((select kept.seq from (select y.seq, y.at from messages y where y.conversation_id = l.id
                                                                    order by y.seq limit ?3) kept
                                              where kept.at >= l.until order by kept.seq limit 1), 9223372036854775807)
                     order by x.seq limit ?3) one
                 order by l.id, one.seq limit ?3
            ), gone as (
                delete from messages x using going g where x.conversation_id = g.id and x.seq = g.seq
                returning x.conversation_id, x.seq, x.file_id
            ), marked as (
                insert into messages_gone as known (conversation_id, upto_seq)
                select conversation_id, max(seq) from gone group by conversation_id
                on conflict (conversation_id) do update
                   set upto_seq = greatest(known.upto_seq, excluded.upto_seq), at = clock_timestamp())
            select (select count(*) from gone) as messages, (select count(*) from page) as conversations,
                   (select id from page order by id desc limit 1) as last,
                   (select string_agg(distinct cast(file_id as text), ',') from gone where file_id is not null) as files""";

    /** Of files: those no message shows any more. */
    static final String UNSHOWN =
            """
            select f.id from files f
             where f.id = any(?1) and f.purpose = 'CHAT' and not exists (select from messages x where x.file_id = f.id)""";

    static final String MOVE = "update chat_retention_run set place = ?1, messages = messages + ?2, files = files + ?3";

    static final String TOTALS = "select messages, files from chat_retention_run";

    static final String END =
            """
            update chat_retention_run
               set place = ?1, messages = 0, files = 0, done_on = cast(now() at time zone cast(?2 as text) as date)""";

    private RetentionSql() {}
}
