-- Visits (拜访签到): that somebody was with a customer, where and how long; what was said is the interaction.

create table visits (
    id             uuid primary key,
    advisor_id     uuid not null references users,
    customer_id    uuid not null references customers,
    appointment_id uuid unique references appointments,
    checked_in_at  timestamptz not null,
    -- Degrees (WGS 84) and metres, as the phone says; gone after 180 days.
    latitude       numeric(8, 5) check (latitude between -90 and 90),
    longitude      numeric(8, 5) check (longitude between -180 and 180),
    accuracy       integer check (accuracy between 0 and 100000),
    checked_out_at timestamptz check (checked_out_at >= checked_in_at),
    interaction_id uuid references interactions,
    version        bigint not null default 0,
    check ((latitude is null) = (longitude is null)),
    check (accuracy is null or latitude is not null),
    -- Without an interaction where the customer went to somebody else while it lasted.
    check (interaction_id is null or checked_out_at is not null)
);
-- Nobody is with two customers at once.
create unique index visits_one_open on visits (advisor_id) where checked_out_at is null;
create index visits_by_customer on visits (customer_id, id);

-- Photos of visits (拜访照片), taken while they last.
create table visit_photos (
    file_id  uuid primary key references files,
    visit_id uuid not null references visits
);
create index visit_photos_by_visit on visit_photos (visit_id, file_id);
create trigger visit_photos_are_append_only before update or delete on visit_photos
    for each row execute function refuse_change();

-- What housekeeping goes by.
create index visits_located on visits (checked_in_at) where latitude is not null;
