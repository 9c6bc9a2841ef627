-- Which business dates the daily scan has covered; every date up to the last one has been.

create table reminder_scans (
    business_date date primary key,
    scanned_at    timestamptz not null,
    made          integer not null check (made >= 0)
);
