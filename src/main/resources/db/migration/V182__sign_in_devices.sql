-- Where people have signed in, so that they are told of a place that is new. Sessions are no record of that: they are removed 30 days
-- after their end.
create table sign_in_devices (
    user_id         uuid        not null references users,
    installation_id text        not null check (length(installation_id) between 1 and 100),
    -- Signed in, or went on by a refresh token.
    seen_at         timestamptz not null default now(),
    primary key (user_id, installation_id)
);
insert into sign_in_devices (user_id, installation_id, seen_at)
select user_id, installation_id, max(seen_at)
  from (select user_id, installation_id, greatest(created_at, least(now(), expires_at - interval '30 days')) as seen_at
          from sessions
         union all
        select user_id, installation_id, seen_at from devices) been
 group by user_id, installation_id;
