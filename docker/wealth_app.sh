#!/bin/sh
# Run once, by PostgreSQL's image on an empty volume: the role behind row-level security. The migrations grant it what it needs.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$WEALTH_WALL_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
create role wealth_app login password :'password';
SQL
