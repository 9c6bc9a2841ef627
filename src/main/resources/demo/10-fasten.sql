-- Puts back what 00-loosen.sql took off; a row that breaks a foreign key or a unique index fails the whole demo firm.

do $$
declare
    piece text;
begin
    for piece in select command from demo_taken_off order by position loop
        execute piece;
    end loop;
    for piece in select format('analyze %I', tablename) from pg_tables where schemaname = current_schema() loop
        execute piece;
    end loop;
end $$;
