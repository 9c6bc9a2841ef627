-- What names on file are found by, written anew once for each version of the text (SearchText.VERSION), piece by piece.
create table search_text_renewals (
    -- The subject of its job.
    id          uuid        primary key,
    version     integer     not null unique,
    -- Customers up to this id have been looked at.
    upto        uuid,
    begun_at    timestamptz not null,
    finished_at timestamptz
);

-- A merge or import is taken back though the text was renewed since. Names that one has changed are not renewed: going back, they would
-- keep the text of the other name.
update restorable_relations set derived = derived || '{search_text}' where relation = 'customers';
