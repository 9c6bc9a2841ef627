-- What somebody saw before they left, once they are back: members holds the last membership of a person, the earlier ones are here.
-- So memberships from before need nothing done to them; who came back earlier than this table has theirs from then on.

create table member_spans (
    id              bigint      generated always as identity primary key,
    conversation_id uuid        not null references conversations,
    user_id         uuid        not null references users,
    joined_seq      bigint      not null,
    joined_at       timestamptz not null,
    -- As in members: messages after the first and up to the second could be seen.
    hidden_seq      bigint      not null,
    left_seq        bigint      not null check (left_seq >= hidden_seq),
    left_at         timestamptz not null
);
create index member_spans_of_person on member_spans (user_id, conversation_id);
create trigger member_spans_are_append_only before update or delete on member_spans
    for each row execute function refuse_change();

-- In the database, since people come back by more than one way.
create function keep_member_span() returns trigger language plpgsql as $$
begin
    insert into member_spans (conversation_id, user_id, joined_seq, joined_at, hidden_seq, left_seq, left_at)
    values (old.conversation_id, old.user_id, old.joined_seq, old.joined_at, old.hidden_seq, old.left_seq, old.left_at);
    return null;
end $$;
create trigger members_keep_spans after update of left_at on members
    for each row when (old.left_at is not null and new.left_at is null) execute function keep_member_span();
