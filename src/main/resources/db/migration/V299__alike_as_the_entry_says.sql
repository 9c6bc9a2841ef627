-- A name that sounds the same with the same birthday warns whoever enters it, so it is a pair for the scan too: 30 and 30 reach the
-- 60 of a pair, where 25 and 30 wanted a city beside them.
create or replace function duplicate_judged(a customers, b customers) returns table (score bigint, reasons text[]) language sql stable as $$
    with judged as (
        select reason, points from (values
            ('NAME', case when a.name = b.name then 40 end),
            ('NAME_SOUND', case when a.name <> b.name and name_sound(a.name_key, a.name) = name_sound(b.name_key, b.name) then 30 end),
            ('BIRTHDAY', case when a.birthday = b.birthday then 30 when a.birthday <> b.birthday then -30 end),
            ('CITY', case when a.city = b.city then 5 end),
            ('HOMETOWN', case when a.hometown = b.hometown then 5 end),
            ('OCCUPATION', case when a.occupation = b.occupation then 5 end),
            ('GENDER', case when a.gender <> b.gender then -30 end),
            ('ID_NUMBER', case when a.id_number_index <> b.id_number_index then -40 end)) all_of_them (reason, points)),
    with_phone as (
        select reason, points from judged
        union all
        select 'PHONE', 15 from (select sum(points) as score from judged) so_far
         where so_far.score >= 45 and phone_likeness(a.phone_tokens, b.phone_tokens) >= 20)
    select sum(points), array_agg(reason order by points desc, reason) filter (where points > 0) from with_phone
$$;

