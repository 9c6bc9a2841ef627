-- Extra fields (自定义字段): what the firm notes of customers beside the profile, and which roles read and write it. The values
-- are in customers.extra, by key; a key without a definition is free, for staff who read customers' files.

create table extra_fields (
    id          uuid     primary key,
    key         text     collate "C" not null constraint extra_fields_key unique check (key ~ '^[a-z][A-Za-z0-9]{0,39}$'),
    label_zh    text     not null check (length(label_zh) between 1 and 100),
    label_en    text     not null check (length(label_en) between 1 and 100),
    kind        text     not null check (kind in ('TEXT', 'NUMBER', 'BOOLEAN', 'DATE', 'CHOICE')),
    choices     text[]   not null check (cardinality(choices) <= 100),
    required    boolean  not null,
    -- Sensitive personal information (敏感个人信息): written only while the customer's separate consent holds.
    sensitive   boolean  not null,
    readable_by text[]   not null check (cardinality(readable_by) > 0),
    writable_by text[]   not null,
    position    smallint not null check (position between 0 and 10000),
    -- From then on nobody reads or writes it; what is noted stays in the rows.
    retired_at  timestamptz,
    version     bigint   not null,
    check ((kind = 'CHOICE') = (cardinality(choices) > 0)),
    check (readable_by <@ '{ADVISOR,TEAM_LEAD,BRANCH_MANAGER,COMPLIANCE,OPERATIONS,FINANCE,CALLBACK,EXECUTIVE,CUSTOMER}'),
    -- Nobody edits what he does not see.
    check (writable_by <@ readable_by)
);

-- Read along with each customer: nodes remember the definitions and know by it when they have changed. Whoever changes them
-- holds its row until the commit, so that a number never stands for two states.
create table extra_field_edition (
    number bigint  not null,
    single boolean primary key default true check (single)
);
insert into extra_field_edition (number) values (0);

-- What customers read of their own; the rest is the firm's.
create function extra_of_customers(extra jsonb) returns jsonb language sql stable
    return (select jsonb_object_agg(e.key, e.value) from jsonb_each(extra) e
              join extra_fields f on f.key = e.key and f.retired_at is null and 'CUSTOMER' = any (f.readable_by));

create function note_extra_field_edition() returns trigger language plpgsql as $$
begin
    update extra_field_edition set number = number + 1;
    return null;
end $$;
create trigger extra_fields_are_editions after insert or update or delete on extra_fields
    for each statement execute function note_extra_field_edition();
