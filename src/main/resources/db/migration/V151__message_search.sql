-- Search in own conversations (聊天记录搜索): the pairs of neighbouring characters of a text, so that two Chinese characters or a part
-- of a word find it.

-- Each pair is followed by one of 64 numbers that the conversation has by its id. A word everybody uses has 64 short lists
-- instead of one that a search would go through for each of the caller's conversations.
create function message_bigrams(conversation uuid, words text)
    returns text[] language sql immutable strict parallel safe as $$
    select array_agg(distinct one || next || (uuid_hash(conversation) & 63))
      from (select string_to_array(lower(words), null) as chars) said,
           unnest(chars[:cardinality(chars) - 1], chars[2:]) as pair (one, next)
$$;
