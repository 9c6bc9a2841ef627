-- Through which business date the rules have been scanned, each of their offsets for itself: an offset that is new, or a rule
-- that failed or was switched off, is behind the others. What was is kept when an offset goes, should it come back.
create table reminder_scanned (
    kind    text    not null references reminder_rules,
    days    integer not null check (days between 0 and 366),
    -- Null: by nobody yet; the first round begins with its own day.
    through date,
    primary key (kind, days)
);

insert into reminder_scanned (kind, days, through)
select r.kind, days, (select max(business_date) from reminder_scans) from reminder_rules r cross join lateral unnest(r.offsets) as days;

-- From now on only what the rounds of a day have made: it says nothing about each rule.
comment on table reminder_scans is 'The business dates on which rounds of the daily scan have ended, and what they made';
