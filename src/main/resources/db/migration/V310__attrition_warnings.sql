-- Early warning (流失预警): valuable customers whose dealings shrink. Headquarters says who is valuable and what shrinking is.

-- A change is a new version of all of it.
create table attrition_rule_sets (
    version     bigint      primary key check (version >= 0),
    -- Valuable is who is of one of these tiers, or holds at least so much (CNY) or did when the days of a measure began; null asks nothing.
    tiers       text[]      not null check (tiers <@ array['STANDARD', 'GOLD', 'PLATINUM', 'DIAMOND']),
    from_assets numeric(17, 2) check (from_assets > 0),
    -- Null for the first version, which came with the table.
    changed_by  uuid        references users,
    changed_at  timestamptz not null,
    check (cardinality(tiers) > 0 or from_assets is not null)
);
create trigger attrition_rule_sets_are_append_only before update or delete on attrition_rule_sets
    for each row execute function refuse_change();

-- What is compared with before; a kind that is not there is off.
create table attrition_measures (
    version      bigint         not null references attrition_rule_sets,
    -- ASSETS: what is held, with when the days began. ORDERS, CONTACTS: what was confirmed and how often somebody was in touch, with
    -- as many days before.
    kind         text           not null check (kind in ('ASSETS', 'ORDERS', 'CONTACTS')),
    days         integer        not null check (days between 7 and 730),
    -- So many percent less, or more, is shrinking.
    drop_percent integer        not null check (drop_percent between 1 and 100),
    -- CNY, or contacts: less than so much before is nothing that could shrink.
    from_before  numeric(17, 2) not null check (from_before > 0),
    primary key (version, kind)
);
create trigger attrition_measures_are_append_only before update or delete on attrition_measures
    for each row execute function refuse_change();
insert into attrition_rule_sets (version, tiers, from_assets, changed_at) values (0, '{PLATINUM,DIAMOND}', 3000000, now());
insert into attrition_measures (version, kind, days, drop_percent, from_before) values
    (0, 'ASSETS', 90, 30, 1000000), (0, 'ORDERS', 180, 70, 1000000), (0, 'CONTACTS', 90, 70, 4);

create table attrition_warnings (
    id              uuid           primary key,
    customer_id     uuid           not null references customers,
    kind            text           not null check (kind in ('ASSETS', 'ORDERS', 'CONTACTS')),
    -- When it was raised: CNY, or contacts.
    figure_before   numeric(17, 2) not null check (figure_before > 0),
    figure_after    numeric(17, 2) not null check (figure_after >= 0),
    days            integer        not null check (days > 0),
    raised_on       date           not null,
    state           text           not null default 'OPEN' check (state in ('OPEN', 'ACKNOWLEDGED', 'ENDED')),
    acknowledged_by uuid           references users,
    acknowledged_at timestamptz,
    note            text           check (length(note) between 1 and 500),
    ended_at        timestamptz,
    check ((acknowledged_by is null) = (acknowledged_at is null)),
    check ((acknowledged_by is null) = (note is null)),
    check ((state = 'ENDED') = (ended_at is not null)),
    check ((state = 'OPEN') <= (acknowledged_by is null) and (state = 'ACKNOWLEDGED') <= (acknowledged_by is not null))
);
-- Neither open nor acknowledged twice.
create unique index attrition_warnings_one_live on attrition_warnings (customer_id, kind) where state <> 'ENDED';
create index attrition_warnings_by_customer on attrition_warnings (customer_id, id desc);
create index attrition_warnings_by_day on attrition_warnings (raised_on);
call stand_behind_wall('attrition_warnings', 'CUSTOMER', 'customer_id');

create table attrition_scans (
    id            uuid        primary key,
    business_date date        not null,
    -- Null for the daily one.
    requested_by  uuid        references users,
    requested_at  timestamptz not null,
    -- The last customer that was looked at, in the order of ids.
    looked_up_to  uuid,
    raised        bigint      not null default 0,
    ended         bigint      not null default 0,
    finished_at   timestamptz
);
create unique index attrition_scans_daily on attrition_scans (business_date) where requested_by is null;

insert into customer_references values ('attrition_warnings', 'customer_id', 'MOVES');
call make_restorable('attrition_warnings');
insert into personal_records (position, relation, condition, section, withheld, withheld_zh, erase, basis) values
    (69, 'attrition_warnings', 'customer_id = $1', 'WORK', 'the firm''s own judgement', '公司内部判断', 'DELETE', null);

-- What stands once for a customer: as before, and one warning of a kind that has not ended.
create or replace function merge_single_rows(op uuid, from_id uuid, to_id uuid, by_id uuid, at timestamptz, advisor uuid) returns void
    language plpgsql as $$
begin
    if advisor is null then
        perform change_restorably(op, 'pool_entries', $q$
            delete from pool_entries e where e.customer_id = $3[1] and e.left_at is null
               and exists (select from pool_entries s where s.customer_id = $3[2] and s.left_at is null) $q$, from_id, to_id);
    else
        perform change_restorably(op, 'pool_entries', format($q$
            update pool_entries set left_at = greatest(entered_at, %L), to_advisor_id = $3[3]
             where customer_id in ($3[1], $3[2]) and left_at is null $q$, at), from_id, to_id, advisor);
    end if;
    perform change_restorably(op, 'pool_warnings', 'delete from pool_warnings where customer_id = $3[1]', from_id);
    perform change_restorably(op, 'customer_seats', format($q$
        update customer_seats m set ended_at = %L, ended_by = $3[3]
         where m.ended_at is null and (m.customer_id = $3[1] or m.customer_id = $3[2])
           and (m.lead_id is distinct from $3[4]
                or m.customer_id = $3[1] and exists (select from customer_seats s where s.customer_id = $3[2] and s.lead_id = m.lead_id
                                                        and s.ended_at is null)) $q$, at), from_id, to_id, by_id, advisor);
    perform change_restorably(op, 'follow_up_runs', format($q$
        update follow_up_runs r set state = 'CANCELLED', ended_at = %L, ended_by = $3[3]
         where r.customer_id = $3[1] and r.state = 'RUNNING'
           and exists (select from follow_up_runs s
                        where s.customer_id = $3[2] and s.plan_id = r.plan_id and s.state = 'RUNNING') $q$, at), from_id, to_id, by_id);
    perform change_restorably(op, 'tier_feedback', format($q$
        update tier_feedback f set state = 'WITHDRAWN', ended_at = %L, ended_by = $3[3]
         where f.customer_id = $3[1] and f.state = 'OPEN'
           and exists (select from tier_feedback s where s.customer_id = $3[2] and s.state = 'OPEN') $q$, at), from_id, to_id, by_id);
    perform change_restorably(op, 'attrition_warnings', format($q$
        update attrition_warnings w set state = 'ENDED', ended_at = greatest(w.acknowledged_at, %L)
         where w.customer_id = $3[1] and w.state <> 'ENDED'
           and exists (select from attrition_warnings s
                        where s.customer_id = $3[2] and s.kind = w.kind and s.state <> 'ENDED') $q$, at), from_id, to_id);
    perform change_restorably(op, 'timeline_entries', $q$
        delete from timeline_entries e where e.customer_id = $3[1] and e.kind = 'CHAT'
           and exists (select from timeline_entries s where s.customer_id = $3[2] and s.kind = 'CHAT'
                        and s.ref_id = e.ref_id and s.data ->> 'day' = e.data ->> 'day') $q$, from_id, to_id);
end $$;
