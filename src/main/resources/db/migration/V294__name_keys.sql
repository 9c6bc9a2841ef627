-- What a name is found by (NameKeys): of its readings and initials the trigrams, of its characters the first and the first two of
-- each word. Trigrams of all of it fold the characters' capitals into the letters' alphabet, so that three initials were also met
-- by each customer whose surname happens to be written with them: one in forty, where one in four thousand was meant.
create function name_keys(words text) returns text[] language sql immutable parallel safe
    return show_trgm(translate(words, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', ''))
        || array_remove(string_to_array(
               regexp_replace(translate(words, 'abcdefghijklmnopqrstuvwxyz0123456789', ''),
                              '([A-Z]{4})([A-Z]{4})?[A-Z]*', '\1 \1\2', 'g'),
               ' '), '');

-- The newest customers are walked without their rows, as long as the map of what all see is kept up.
alter table customers set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
