-- How long what is said is kept (聊天记录保存期限), what is held beyond that (法律保全), and what is gone.

-- By kind of record: a conversation somebody of the customers is or was in, and one among staff.
create table chat_retention_rules (
    kind        text    primary key check (kind in ('CUSTOMER_DIRECT', 'CUSTOMER_GROUP', 'CUSTOMER_CHANNEL', 'ORDER', 'CONSULTATION',
                    'DIRECT', 'GROUP', 'CHANNEL')),
    id          uuid    not null unique,
    -- Counted from each message; null: for ever.
    keep_months integer check (keep_months between 1 and 1200),
    version     bigint  not null default 0,
    changed_by  uuid    references users,
    changed_at  timestamptz,
    check ((changed_by is null) = (changed_at is null)),
    -- 《证券期货投资者适当性管理办法》第三十二条: at least twenty years. The firm may keep it longer, never shorter.
    constraint chat_retention_rules_least check (kind in ('DIRECT', 'GROUP', 'CHANNEL') or keep_months is null or keep_months >= 240)
);
insert into chat_retention_rules (kind, id, keep_months) values
    ('CUSTOMER_DIRECT', uuidv7(), 240), ('CUSTOMER_GROUP', uuidv7(), 240), ('CUSTOMER_CHANNEL', uuidv7(), 240),
    ('ORDER', uuidv7(), 240), ('CONSULTATION', uuidv7(), 240), ('DIRECT', uuidv7(), null), ('GROUP', uuidv7(), null),
    ('CHANNEL', uuidv7(), null);

-- While one stands, nothing goes of its conversation, or of any its person is or was in.
create table chat_holds (
    id              uuid        primary key,
    conversation_id uuid        references conversations,
    user_id         uuid        references users,
    reason          text        not null check (length(reason) between 1 and 500),
    placed_by       uuid        not null references users,
    placed_at       timestamptz not null default clock_timestamp(),
    lifted_by       uuid        references users,
    lifted_at       timestamptz,
    lift_reason     text        check (length(lift_reason) between 1 and 500),
    check ((conversation_id is null) <> (user_id is null)),
    check ((lifted_by is null) = (lifted_at is null)),
    check ((lifted_by is null) = (lift_reason is null))
);
create index chat_holds_of_conversation on chat_holds (conversation_id) where lifted_at is null;
create index chat_holds_of_person on chat_holds (user_id) where lifted_at is null;

-- Where the nightly run is. The row's lock is for one node at a time, and for who changes what the run goes by.
create table chat_retention_run (
    only_row boolean primary key default true check (only_row),
    -- The last night it came to its end.
    done_on  date    not null default '2000-01-01',
    -- The conversation after which it goes on, by id.
    place    uuid    not null default '00000000-0000-0000-0000-000000000000',
    -- What has gone in this run.
    messages bigint  not null default 0,
    files    bigint  not null default 0
);
insert into chat_retention_run default values;

-- Up to where a conversation is kept no longer. Beside the conversation's row and without a reference to it: who sends a message
-- never waits for it.
create table messages_gone (
    conversation_id uuid        primary key,
    upto_seq        bigint      not null check (upto_seq > 0),
    at              timestamptz not null default clock_timestamp()
);

-- An edition goes with its message, and with the one that told of it where that is gone too; never before.
create function refuse_unless_message_is_gone() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and not exists (select from messages x where x.conversation_id = old.conversation_id and x.seq = old.seq) then
        return old;
    end if;
    raise exception 'rows of % are never changed, and deleted with their message only', tg_table_name;
end $$;
drop trigger message_editions_are_append_only on message_editions;
create trigger message_editions_go_with_their_message before update or delete on message_editions
    for each row execute function refuse_unless_message_is_gone();
alter table message_editions
    drop constraint message_editions_conversation_id_seq_fkey,
    drop constraint message_editions_conversation_id_event_seq_fkey,
    add constraint message_editions_of_message foreign key (conversation_id, seq) references messages on delete cascade not valid,
    add constraint message_editions_told_by foreign key (conversation_id, event_seq) references messages on delete cascade not valid;

-- Contents of the file store whose last row went: removed from there after the commit, unless an equal one came meanwhile.
create table released_contents (
    sha256      char(64)    primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    released_at timestamptz not null default clock_timestamp(),
    -- Kept for a day, for who stored an equal one at that very moment.
    removed_at  timestamptz
);
