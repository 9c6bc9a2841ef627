-- A run whose job failed may be given up (中止): what was posted stands, and the rest is free for another run.
alter table clearing_runs add column given_up integer not null default 0 check (given_up >= 0);
alter table clearing_runs add constraint clearing_runs_given_up check (given_up = 0 or status = 'DONE');
alter table distributions add column given_up integer not null default 0 check (given_up >= 0);
alter table distributions add constraint distributions_given_up check (given_up = 0 or status = 'DONE');

-- Whom an interrupted distribution of interest left out may be paid for the same days by another; the statement that works
-- it out passes over those already paid.
alter table distributions drop constraint distributions_interest_once;
alter table distributions add constraint distributions_interest_once
    exclude using gist (product_id with =, daterange(since, until) with &&)
    where (kind = 'INTEREST' and status <> 'CANCELLED' and given_up = 0);
