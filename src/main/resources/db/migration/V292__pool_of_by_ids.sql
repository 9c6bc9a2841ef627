-- The pool of a unit (公海) by the ids its path names: comparing its path with those of all branches took a scan over a
-- thousand branches a second.
create or replace function pool_of(unit uuid) returns uuid language sql stable as $$
    select p.id from units u
      join units p on p.id = any (cast(string_to_array(trim(both '/' from u.path), '/') as uuid[])) and p.kind <> 'TEAM'
     where u.id = unit order by length(p.path) desc limit 1
$$;
