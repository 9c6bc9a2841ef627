-- Whether who comes into a conversation sees what was said before (新成员查看历史消息), unless it is said otherwise of a person. What an
-- order's room has said belongs to the order and is for everybody who comes to work on it.

alter table conversations add column new_members_see_history boolean not null default false;
update conversations set new_members_see_history = true where kind = 'ORDER';

-- Said of new rows in V150; the rows from before are looked at here, beside the daily work.
alter table messages
    validate constraint messages_recalled_is_empty,
    validate constraint messages_about_another,
    validate constraint messages_edited_is_text;
