-- What a name is found by with two letters or two Chinese characters: the beginning of each of its words, two letters or the
-- eight capitals of two characters long (SearchText). One key is one look-up, where the same words as trigrams are met by
-- every customer who shares a surname or a letter.
create function search_keys(words text) returns text[] language sql immutable strict parallel safe as $$
    select coalesce(array_agg(distinct left(word, case when left(word, 1) collate "C" between 'A' and 'Z' then 8 else 2 end)), '{}')
      from unnest(string_to_array(btrim(words), ' ')) word
$$;
