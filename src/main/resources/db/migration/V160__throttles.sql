-- What is left of a key's tries, shared by all nodes: full_at is when all of them are free again. The key is a hash, for
-- accounts, addresses and phones are personal data. Unlogged: after a crash of the database everybody starts afresh.
create unlogged table throttles (
    key bytea primary key,
    full_at timestamptz not null
);
create index throttles_full on throttles (full_at);
