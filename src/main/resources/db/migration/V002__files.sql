-- One row per upload; the bytes lie in the file store under their SHA-256, stored before the row is committed.
create table files (
    id          uuid primary key,
    sha256      char(64)    not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size        bigint      not null check (size > 0),
    media_type  text        not null,
    name        text        not null check (length(name) between 1 and 200),
    purpose     text        not null check (purpose ~ '^[A-Z][A-Z0-9_]*$'),
    width       int         check (width > 0),
    height      int         check (height > 0),
    pages       int         check (pages > 0),
    thumbnail   char(64)    check (thumbnail ~ '^[0-9a-f]{64}$'),
    -- A person of staff or a customer, by id only: their tables are younger than this one.
    uploaded_by uuid        not null,
    created_at  timestamptz not null,
    check ((width is null) = (height is null))
);

-- Which contents are still referred to.
create index files_sha256 on files (sha256);
create index files_thumbnail on files (thumbnail) where thumbnail is not null;
