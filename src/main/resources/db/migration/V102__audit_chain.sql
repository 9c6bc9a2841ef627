-- The audit log as a chain of hashes. Entries are written as before and sealed a moment later, in batches, by one node at a
-- time: whoever is audited never waits for the chain.

-- Written but not sealed yet. A queue rather than a watermark: an entry of a slow transaction may have a lower id than one
-- that is sealed already.
create table audit_unsealed (
    audit_id bigint primary key
);
insert into audit_unsealed (audit_id) select id from audit_log;

create function audit_log_to_be_sealed() returns trigger language plpgsql as $$
begin
    insert into audit_unsealed (audit_id) values (new.id);
    return null;
end $$;
create trigger audit_log_is_sealed after insert on audit_log
    for each row execute function audit_log_to_be_sealed();

-- hash = SHA-256(prev_hash || audit_id as 8 bytes || row_hash); the first prev_hash is 32 zero bytes. No foreign key: a seal
-- outlives the entry somebody deletes, to tell of it.
create table audit_seals (
    seq       bigint primary key check (seq > 0),
    audit_id  bigint not null unique,
    row_hash  bytea  not null check (length(row_hash) = 32),
    prev_hash bytea  not null check (length(prev_hash) = 32),
    hash      bytea  not null check (length(hash) = 32)
);
create index audit_seals_by_row on audit_seals (row_hash);
create trigger audit_seals_are_append_only before update or delete on audit_seals
    for each row execute function refuse_change();

-- After each batch the chain's end, signed (ES256, DER) by the service's key, which the database does not hold: a chain that
-- was computed anew does not have it.
create table audit_heads (
    seq       bigint primary key,
    hash      bytea       not null check (length(hash) = 32),
    signed_at timestamptz not null,
    signature bytea       not null
);
create trigger audit_heads_are_append_only before update or delete on audit_heads
    for each row execute function refuse_change();
