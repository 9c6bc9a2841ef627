-- Lives for the transaction's connection only. demo.now is the firm's time at which the firm is laid in.

create or replace function pg_temp.firm_now() returns timestamptz language sql stable as
    $$ select cast(current_setting('demo.now') as timestamptz) $$;

create or replace function pg_temp.firm_today() returns date language sql stable as
    $$ select cast(current_setting('demo.today') as date) $$;

-- An instant of a business day in the firm's zone.
create or replace function pg_temp.at_hour(day date, hour double precision) returns timestamptz language sql stable as
    $$ select (day + make_interval(secs => hour * 3600)) at time zone current_setting('demo.zone') $$;

-- The same UUIDv7 for the same instant and label: 48 bits of milliseconds, version, then the label's hash.
create or replace function pg_temp.id_at(at timestamptz, label text) returns uuid language sql immutable as
    $$ select cast(lpad(to_hex(cast(trunc(extract(epoch from at) * 1000) as bigint)), 12, '0') || '7'
                   || overlay(substr(md5(label), 1, 19) placing '8' from 4) as uuid) $$;

-- Units, people, customers, products: the same in every demo firm, in the order of their numbers.
create or replace function pg_temp.fixed_id(kind text, number integer) returns uuid language sql immutable as
    $$ select pg_temp.id_at(timestamptz '2026-01-05 01:00:00Z' + make_interval(secs => number), kind || '-' || number) $$;

-- 0 to choices - 1, the same for the same number and salt.
create or replace function pg_temp.pick(number bigint, salt bigint, choices integer) returns integer language sql immutable as
    $$ select cast((hashint8extended(number, salt) & 9223372036854775807) % choices as integer) $$;

create or replace function pg_temp.one_of(number bigint, salt bigint, choices text[]) returns text language sql immutable as
    $$ select choices[1 + pg_temp.pick(number, salt, cardinality(choices))] $$;
