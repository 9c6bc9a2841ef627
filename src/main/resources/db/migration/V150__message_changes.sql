-- Messages that were edited (编辑) or recalled (撤回). messages holds only what members may see now, so that no way of reading it
-- can show what was taken back; how a message read before stands in message_editions, for compliance.

alter table messages
    add column edited_at   timestamptz,
    add column recalled_at timestamptz,
    -- Of what the service says about another message: no news by itself, so it is unread for nobody and nobody is told.
    add column about_seq   bigint,
    add constraint messages_recalled_is_empty check (recalled_at is null or body = '{}') not valid,
    add constraint messages_about_another check (about_seq is null or (kind = 'system' and about_seq < seq)) not valid,
    add constraint messages_edited_is_text check (edited_at is null or kind = 'text') not valid;

create table message_editions (
    conversation_id uuid        not null,
    seq             bigint      not null,
    -- 1 is how it was sent.
    edition         integer     not null check (edition > 0),
    -- The whole body up to this change.
    body            jsonb       not null,
    replaced_at     timestamptz not null default clock_timestamp(),
    replaced_by     uuid        not null references users,
    -- The message that told of the change.
    event_seq       bigint      not null,
    primary key (conversation_id, seq, edition),
    foreign key (conversation_id, seq) references messages,
    foreign key (conversation_id, event_seq) references messages
);
create trigger message_editions_are_append_only before update or delete on message_editions
    for each row execute function refuse_change();
