-- The index of message_search, built beside the running firm: messages are written while it grows. Outside a transaction, so what a
-- build that was broken off left behind goes first.

drop index concurrently if exists messages_by_words;
-- No pending list: every conversation of a search would read it.
create index concurrently messages_by_words on messages using gin (conversation_id, message_bigrams(conversation_id, body ->> 'text'))
    with (fastupdate = off) where kind <> 'system' and recalled_at is null;
