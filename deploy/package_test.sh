#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# deploy/package_test.sh FILE.deb: installs it into a scratch root, makes an installation there, serves it, installs a newer
# package over it and purges: the data must be there after each. Needs root (or fakeroot); touches nothing outside the scratch root.
set -euo pipefail
file=$(realpath "$1")
scratch=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
    rm -rf "$scratch"
}
trap finish EXIT
root=$scratch/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" "$root/var/lib/dpkg/triggers"
: >"$root/var/lib/dpkg/status"
dpkg_here() { dpkg --root="$root" --log="$scratch/dpkg.log" --force-script-chrootless --force-depends --force-not-root "$@" >>"$scratch/out" 2>&1 || { cat "$scratch/out" >&2; exit 1; }; }
good() { printf 'ok   %s\n' "$*"; }
bad() { printf 'FAIL %s\n' "$*" >&2; exit 1; }

dpkg_here -i "$file"
xinan=$root/usr/bin/xinan data=$root/var/lib/xinan
export LC_ALL=C.UTF-8
[ "$(stat -c %a "$data")" = 700 ] || bad "the folder is open to others"
[ -z "$(find "$root/usr" "$root/lib" -perm /022 -not -type l -print -quit)" ] || bad "a file others may write"
"$xinan" --version >/dev/null && "$root/usr/bin/xinan-verify" --help >/dev/null || bad "the programs do not run"
for page in xinan xinan-verify; do
    zcat "$root/usr/share/man/man1/$page.1.gz" | grep -q '^\.SH NAME' || bad "man page of $page"
done
zcat "$root/usr/share/man/man1/xinan.1.gz" | grep -q 'keyring' || bad "the man page lacks the commands' options"
grep -q '^ExecStart=/usr/bin/xinan serve --data /var/lib/xinan$' "$root/lib/systemd/system/xinan.service" || bad "the unit"
for line in NoNewPrivileges=yes ProtectSystem=strict LimitCORE=0 MemoryDenyWriteExecute=yes UMask=0077; do
    grep -q "^$line$" "$root/lib/systemd/system/xinan.service" || bad "the unit lacks $line"
done
good "installed: programs, unit, man pages, private folder"

serve() { # serve: starts, asks the public page, stops
    port=$((20000 + RANDOM % 20000))
    "$xinan" serve --data "$data" --port $port >"$scratch/serve" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        if curl -fsS "http://127.0.0.1:$port/api/v1/public/centre" >"$scratch/centre" 2>/dev/null; then break; fi
        kill -0 "$server" 2>/dev/null || { cat "$scratch/serve" >&2; bad "serve ended"; }
        read -rt 0.1 <> <(:) || true
    done
    grep -q '青禾中学' "$scratch/centre" || bad "the public page"
    kill -TERM "$server"; wait "$server" || bad "serve did not stop in order"
    server=
}
"$xinan" init --data "$data" --centre 青禾中学 --key-file "$scratch/stick.key" >"$scratch/init"
"$xinan" doctor --data "$data" >"$scratch/doctor" || { cat "$scratch/doctor"; bad "doctor"; }
serve
good "made, looked over and served"

# The next version: the same files under a higher number.
mkdir "$scratch/next" && dpkg-deb -R "$file" "$scratch/next"
sed -i 's/^Version: .*/&+next/' "$scratch/next/DEBIAN/control"
dpkg-deb --root-owner-group --build "$scratch/next" "$scratch/next.deb" >/dev/null
before=$(sha256sum "$data/xinan.yaml")
dpkg_here -i "$scratch/next.deb"
grep -q 'updated from' "$scratch/out" || bad "the update says what to do"
[ "$before" = "$(sha256sum "$data/xinan.yaml")" ] || bad "the update changed the settings"
"$xinan" migrate --data "$data" >/dev/null && "$xinan" ledger verify --data "$data" >/dev/null 2>&1 || bad "the data after an update"
serve
good "updated: the same data serve on"

dpkg_here --purge xinan
[ -e "$data/xinan.yaml" ] && [ -e "$data/store/xinan.sqlite" ] || bad "a purge took the data"
[ ! -e "$xinan" ] || bad "a purge left the program"
good "purged: the data stay"
