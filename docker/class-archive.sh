#!/bin/sh
# Writes the classes of a whole start into an archive that Java maps instead of loading and checking them:
#   class-archive.sh JAR ARCHIVE
# starts the service on an empty database of its own on loopback, whatever else is configured, and ends it as soon as it is ready.
# JAVA is the command that will also run it, else java.
set -eu
jar=$1
archive=$2
rm -f "$archive"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for name in $(env | sed -n 's/^\(\(QUARKUS\|WEALTH\)_[A-Z0-9_]*\)=.*/\1/p'); do
    unset "$name"
done
WEALTH_DATA_DIR="$work/data" WEALTH_DEMO=false timeout 300 \
    "${JAVA:-java}" -XX:ArchiveClassesAtExit="$archive" -Xlog:cds=off -Xlog:cds+dynamic=off \
    -Dquarkus.http.host=127.0.0.1 -Dquarkus.http.port=0 -jar "$jar" > "$work/log" 2>&1 &
service=$!
until grep -q "Listening on" "$work/log"; do
    if ! kill -0 "$service" 2> /dev/null; then
        cat "$work/log"
        exit 1
    fi
    sleep 0.2
done
kill "$service"
# Told to stop it does not end with 0.
wait "$service" || true
test -s "$archive"
