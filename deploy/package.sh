#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# deploy/package.sh BUILD: a .deb from BUILD/release, written to BUILD/package. The same build gives the same bytes.
# What is in it: /usr/bin/xinan, /usr/bin/xinan-verify, the unit, /etc/xinan (empty), man page, the pages for the keeper.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=$1
program=$build/release/server/app/xinan
verifier=$(find "$build/release" -maxdepth 2 -name xinan-verify -type f -perm -u+x | head -n 1)
[ -x "$program" ] && [ -x "$verifier" ] || { echo "package: build first (./dev run --no-server)" >&2; exit 1; }
version=$("$program" --version)
architecture=$(dpkg --print-architecture)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)} LC_ALL=C.UTF-8

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
install -D -m 0755 "$program" "$root/usr/bin/xinan"
strip --strip-debug "$root/usr/bin/xinan"
install -D -m 0755 "$verifier" "$root/usr/bin/xinan-verify"
install -D -m 0755 tools/verify.py "$root/usr/share/doc/xinan/verify.py"
install -D -m 0644 deploy/xinan.service "$root/lib/systemd/system/xinan.service"
install -d -m 0755 "$root/etc/xinan"
for page in keeper not-yet backup-format formats glossary; do
    [ ! -e "docs/$page.md" ] || install -m 0644 "docs/$page.md" "$root/usr/share/doc/xinan/$page.md"
done
install -m 0644 README.md SECURITY.md "$root/usr/share/doc/xinan/"
{
    echo "Xin'an, a counselling-service management system. Licence: AGPL-3.0-or-later; its text is below."
    echo "The pages inside the program hold libraries under their own licences (MIT, BSD, Apache-2.0)."
    echo
    cat LICENSE
} >"$root/usr/share/doc/xinan/copyright"
chmod 0644 "$root/usr/share/doc/xinan/copyright"
gzip -9n <CHANGELOG.md >"$root/usr/share/doc/xinan/changelog.gz"
chmod 0644 "$root/usr/share/doc/xinan/changelog.gz"

# Man pages are the programs' own --help: one text, never two that differ.
man_page() { # man_page NAME "one line" PROGRAM HELP
    {
        printf '.TH %s 1 "" "xinan %s"\n.SH NAME\n%s \\- %s\n.SH USE\n.nf\n' "${1^^}" "$version" "$1" "$2"
        "$3" "$4" | sed 's/\\/\\e/g; s/^[.'\'']/\\\&&/; s/-/\\-/g'
        printf '.fi\n'
        if [ "$1" = xinan ]; then
            printf '.SH FILES\n/var/lib/xinan: the installation. /usr/share/doc/xinan/keeper.md: how to run it.\n.SH SEE ALSO\nxinan\\-verify(1)\n'
        fi
    } | gzip -9n >"$root/usr/share/man/man1/$1.1.gz"
    chmod 0644 "$root/usr/share/man/man1/$1.1.gz"
}
install -d -m 0755 "$root/usr/share/man/man1"
man_page xinan "a counselling service by its own rules" "$program" --help-all
man_page xinan-verify "checks proofs of a ledger away from the server" "$verifier" --help

# The libraries of the machine it was built on, by package and version.
mkdir -p "$work/debian"
printf 'Source: xinan\n\nPackage: xinan\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/xinan 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo "package: the libraries' packages were not found" >&2; exit 1; }

install -d -m 0755 "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: xinan
Version: $version
Architecture: $architecture
Maintainer: The Xin'an contributors <xinan@localhost>
Section: misc
Priority: optional
Depends: $depends, adduser, tzdata
Suggests: postgresql-15
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Description: counselling-service management (心安)
 Bookings, reception, consent, records and archive of a counselling service,
 with every act and every opening of a file in a ledger that can be checked
 offline. One program; SQLite by default, PostgreSQL where wanted.
CONTROL
for script in postinst prerm postrm; do install -m 0755 "deploy/$script" "$root/DEBIAN/$script"; done
(cd "$root" && find usr lib -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
chmod 0644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

mkdir -p "$build/package"
file=$build/package/xinan_${version}_$architecture.deb
rm -f "$file"
dpkg-deb --root-owner-group -Zxz --build "$root" "$file" >/dev/null
echo "$file"
