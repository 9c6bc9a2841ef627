-- What the role of people's connections may do, ${walledRole}; again whenever another role is configured. It owns nothing, so
-- every policy applies to it, and it can define nothing.
do $$
declare
    walled text := '${walledRole}';
begin
    if walled = '' then
        return;
    end if;
    execute format('grant usage on schema %I to %I', current_schema(), walled);
    execute format('grant select, insert, update, delete on all tables in schema %I to %I', current_schema(), walled);
    execute format('grant usage, select on all sequences in schema %I to %I', current_schema(), walled);
    execute format('revoke all on flyway_schema_history from %I', walled);
    execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to %I',
                   current_schema(), walled);
    execute format('alter default privileges in schema %I grant usage, select on sequences to %I', current_schema(), walled);
end $$;
