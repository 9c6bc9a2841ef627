-- Names are alike too that differ by one letter of how they sound, such as 傅 and 胡: a slip of the tongue, the ear or the finger.
create extension if not exists fuzzystrmatch;

-- Whether somebody on file, whoever serves them, is much alike. The same sound with the same birthday or the end of the phone; but for a
-- letter with the end of the phone, or with the birthday where the name has three characters: of two too many differ by a letter alone.
-- Those of the same end are looked for by the end, so that somebody with a name that thousands have is found as well; of an end that
-- tens of thousands have, as the beginning of their numbers, some. Of all that it looks at beyond its caller's sight it tells this alone.
create or replace function customer_met(of_key text, of_name text, of_birthday date, phone_end integer) returns boolean language sql
    stable security definer set search_path from current as $$
    select exists (select from customers c
                    where name_sound(c.name_key, c.name) = name_sound(of_key, of_name) and c.birthday = of_birthday
                      and c.erased_at is null)
        or exists (select from (select phone_tokens from customers c
                                 where name_sound(c.name_key, c.name) = name_sound(of_key, of_name) and c.erased_at is null
                                 limit 500) c
                    where phone_end = any (c.phone_tokens))
        or length(of_name) > 2
           and exists (select from customers c
                        where extract(month from c.birthday) = extract(month from of_birthday)
                          and extract(day from c.birthday) = extract(day from of_birthday)
                          and c.birthday = of_birthday and c.erased_at is null
                          and levenshtein_less_equal(left(name_sound(c.name_key, c.name), 255), left(name_sound(of_key, of_name), 255), 1) = 1)
        or exists (select from (select id from customer_words w
                                 where w.phone_tokens @> array[phone_end] and not w.erased limit 2000) w
                     join customers c on c.id = w.id
                    where levenshtein_less_equal(left(name_sound(c.name_key, c.name), 255), left(name_sound(of_key, of_name), 255), 1) <= 1)
$$;
