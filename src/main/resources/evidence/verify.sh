#!/bin/bash
# Checks an unpacked evidence pack offline: each file's size and SHA-256, the manifest's chain, nothing missing, nothing
# added, and the firm's signature. Needs bash, coreutils, findutils, sed, and openssl for the signature.
# Usage: bash verify.sh [directory [the firm's public key, got from the firm itself]]
set -euo pipefail
export LC_ALL=C
cd "${1:-.}"
key=${2:-public-key.pem}
fail() { echo "FAILED: $*" >&2; exit 1; }
digest() { sha256sum | cut -d' ' -f1; }

[ -f manifest.json ] || fail "manifest.json is missing"
listed=$(mktemp)
trap 'rm -f "$listed"' EXIT
printf '%s\n' ./manifest.json ./manifest.sig ./public-key.pem > "$listed"

# The chain begins with the manifest's head; each link is SHA-256 of "<last link> <name> <size> <sha256>\n".
link=$(sed '/^"entries":\[$/q' manifest.json | digest)
count=0
while IFS=$'\t' read -r name size sha256 chain; do
    [ -f "$name" ] || fail "$name is missing"
    [ "$(wc -c < "$name")" -eq "$size" ] || fail "$name has another size"
    [ "$(digest < "$name")" = "$sha256" ] || fail "$name was changed"
    link=$(printf '%s %s %s %s\n' "$link" "$name" "$size" "$sha256" | digest)
    [ "$link" = "$chain" ] || fail "the chain breaks at $name"
    echo "./$name" >> "$listed"
    count=$((count + 1))
done < <(sed -n 's/^{"name":"\([^"]*\)","size":\([0-9]*\),"sha256":"\([0-9a-f]*\)","chain":"\([0-9a-f]*\)"},\{0,1\}$/\1\t\2\t\3\t\4/p' manifest.json)

[ "$count" -gt 0 ] || fail "the manifest names no file"
[ "$link" = "$(sed -n 's/^"head":"\([0-9a-f]*\)"$/\1/p' manifest.json)" ] || fail "the chain does not end at the manifest's head"
# A pack has no links: one shows what lies outside, even under a name of the manifest.
links=$(find . -type l)
[ -z "$links" ] || fail "a link, and so not in the manifest: $links"
others=$(find . ! -type d | sort | comm -23 - <(sort "$listed"))
[ -z "$others" ] || fail "not in the manifest: $others"
if command -v openssl > /dev/null; then
    openssl dgst -sha256 -verify "$key" -signature manifest.sig manifest.json > /dev/null 2>&1 || fail "the signature is not the firm's"
else
    echo "openssl is not installed: the signature was not checked" >&2
fi
echo "OK: $count files, head $link"
