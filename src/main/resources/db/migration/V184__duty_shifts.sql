-- Duty shifts (值班): who answers the queue of a unit's questions, and of all units below without shifts of their own, at which
-- hours. Dates and hours are those of the firm's zone, which the functions are told.

create table duty_rosters (
    unit_id    uuid        primary key references units,
    version    bigint      not null,
    changed_by uuid        not null references users,
    changed_at timestamptz not null default clock_timestamp()
);

-- Dates on which the week's shifts do not hold: those of the date do, or nobody is on duty.
create table duty_dates (
    unit_id uuid not null references duty_rosters,
    day     date not null,
    primary key (unit_id, day)
);

create table duty_shifts (
    unit_id   uuid     not null references duty_rosters,
    user_id   uuid     not null references users,
    -- 1 Monday … 7 Sunday, of every week; or one date.
    weekday   smallint check (weekday between 1 and 7),
    day       date,
    starts_at time     not null,
    -- Not after the start: on the day after. 00:00 to 00:00 is the whole day.
    ends_at   time     not null,
    check ((weekday is null) <> (day is null)),
    foreign key (unit_id, day) references duty_dates,
    unique nulls not distinct (unit_id, user_id, weekday, day, starts_at)
);
create index duty_shifts_by_user on duty_shifts (user_id);

-- Whether somebody can still answer all that waits in a unit's queue; who has left or moved keeps the shifts, but is not on duty.
create function may_answer(person uuid, unit uuid) returns boolean language sql stable as $$
    select exists (
        select from users u join units mine on mine.id = u.unit_id join units theirs on theirs.id = unit
         where u.id = person and u.active and u.roles && '{ADVISOR,TEAM_LEAD,BRANCH_MANAGER,OPERATIONS}'
           and starts_with(theirs.path, mine.path))
$$;

-- Whose shifts hold for a unit: its own, or of those above it the nearest; null where nobody has a weekly one, and then who says so
-- is on duty.
create function duty_roster(unit uuid) returns uuid language sql stable as $$
    select above.id from units u join units above on starts_with(u.path, above.path)
     where u.id = unit
       and exists (select from duty_shifts s where s.unit_id = above.id and s.weekday is not null and may_answer(s.user_id, above.id))
     order by length(above.path) desc limit 1
$$;

-- The shifts that begin on one of the dates, of those who can answer; none within an hour that the clock leaves out.
create function duty_hours(roster uuid, first date, last date, zone text)
    returns table (user_id uuid, hours tstzrange) language sql stable as $$
    select s.user_id, tstzrange(span.began, greatest(span.began, span.ended))
      from (select first + step as day from generate_series(0, last - first) step) days
      join duty_shifts s on s.unit_id = roster
       and (s.day = days.day
            or s.weekday = extract(isodow from days.day)
               and not exists (select from duty_dates d where d.unit_id = roster and d.day = days.day))
     cross join lateral (
           select (days.day + s.starts_at) at time zone zone as began,
                  (days.day + s.ends_at + case when s.ends_at <= s.starts_at then interval '1 day' else interval '0' end)
                      at time zone zone as ended) span
     where may_answer(s.user_id, roster)
$$;

-- Who is on duty for the unit's questions at a moment, away or not.
create function on_duty(unit uuid, at timestamptz, zone text) returns setof uuid language sql stable as $$
    select h.user_id
      from duty_hours(duty_roster(unit), cast(at at time zone zone as date) - 1, cast(at at time zone zone as date), zone) h
     where h.hours @> at
    union
    select a.user_id from consultation_availability a join users u on u.id = a.user_id
      join units mine on mine.id = u.unit_id join units theirs on theirs.id = unit and starts_with(theirs.path, mine.path)
     where a.on_duty and duty_roster(unit) is null
$$;

-- When duty begins next, or the moment itself during duty; null where there is none for a month.
create function duty_opens(roster uuid, at timestamptz, zone text) returns timestamptz language sql stable as $$
    select min(greatest(lower(h.hours), at))
      from duty_hours(roster, cast(at at time zone zone as date) - 1, cast(at at time zone zone as date) + 31, zone) h
     where upper(h.hours) > at
$$;

-- How many seconds between two moments were on duty, by the shifts as they are now; null without shifts.
create function duty_seconds(unit uuid, began timestamptz, ended timestamptz, zone text) returns bigint language sql stable as $$
    select cast(coalesce(sum(extract(epoch from upper(span) - lower(span))), 0) as bigint)
      from (select duty_roster(unit) as id offset 0) roster
      left join lateral (
            select range_agg(h.hours) * tstzmultirange(tstzrange(began, greatest(began, ended))) as spans
              from duty_hours(roster.id, cast(began at time zone zone as date) - 1, cast(ended at time zone zone as date), zone) h
           ) open on true
      left join lateral unnest(open.spans) span on true
     where roster.id is not null
    having count(roster.id) > 0
$$;
