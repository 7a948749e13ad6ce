#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# package-test.sh BUILD_FOLDER: makes the DEB, installs it into a bare system of this machine's release, runs the
# programs, starts the menu entry, and removes it without a trace. Needs root and debootstrap for all but the first.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
. "$here/shell.sh"

build=$1
packages=$build/packages
rm -rf "$packages"
cmake --build "$build" --parallel "$(jobs)" --target guanlan guanlanctl
cpack --config "$build/CPackConfig.cmake" -G DEB
deb=$(ls "$packages"/*.deb)
dpkg-deb --info "$deb"
contents=$(dpkg-deb --contents "$deb")
for path in bin/guanlan bin/guanlanctl share/applications/guanlan.desktop share/mime/packages/guanlan.xml \
  share/icons/hicolor/scalable/apps/guanlan.svg share/icons/hicolor/48x48/apps/guanlan.png share/doc/guanlan/copyright; do
  printf '%s' "$contents" | grep -q "\./usr/$path\$" || fail "the package lacks /usr/$path"
done

if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
  say "skipped: installing into a bare system needs root and debootstrap"
  [ "${CI:-}" != true ]
  exit
fi

# The mounts below vanish with this process; in a chroot, where that is refused, leave() alone takes them away.
if [ "${GUANLAN_OWN_MOUNTS:-}" != yes ] && unshare --mount true 2>/dev/null; then
  GUANLAN_OWN_MOUNTS=yes exec unshare --mount "$0" "$@"
fi
root=$(mktemp -d /tmp/guanlan-bare.XXXXXX)
display=
# shellcheck disable=SC2064,SC2317
leave() {
  [ -z "$display" ] || kill "$display" 2>/dev/null || true
  umount "$root/proc" "$root/dev" 2>/dev/null || true
  rm -rf --one-file-system "$root"
}
trap leave EXIT
inside() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${DISPLAY:+DISPLAY="$DISPLAY"} chroot "$root" "$@"
}

# The mirror this machine itself uses.
set -- $(apt-get indextargets --format '$(SITE) $(CODENAME)' 'Created-By: Packages' | head -n 1)
say "A bare $2 ..."
debootstrap --variant=minbase "$2" "$root" "$1" >"$build/debootstrap.log" 2>&1 ||
  { tail -n 5 "$build/debootstrap.log"; fail "debootstrap failed"; }
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$deb" "$root/tmp/guanlan.deb"

say "Installing ..."
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /tmp/guanlan.deb
inside dpkg -L guanlan | sort >"$build/installed-files"

say "The console ..."
printf 'region,plays\n广东,3\n北京,4\n广东,5\n' >"$root/tmp/plays.csv"
cat >"$root/tmp/plays.sql" <<'SQL'
CREATE TABLE plays (region STRING, plays BIGINT)
WITH ('connector' = 'filesystem', 'path' = 'plays.csv', 'format' = 'csv', 'csv.header' = 'true');
SELECT region, SUM(plays) AS plays FROM plays GROUP BY region ORDER BY plays DESC;
SQL
rows=$(inside guanlanctl run /tmp/plays.sql)
say "$rows"
[ "$(printf '%s\n' "$rows" | head -n 1)" = '{"region":"广东","plays":8}' ] || fail "guanlanctl run printed something else"

say "The menu entry ..."
Xvfb :97 -screen 0 1600x1000x24 -ac >/dev/null 2>&1 &
display=$!
export DISPLAY=:97
entry=$(sed -n 's/^Exec=\([^ ]*\).*/\1/p' "$root/usr/share/applications/guanlan.desktop")
inside "$entry" >"$build/menu-entry.log" 2>&1 &
program=$!
seconds=0
until xwininfo -root -tree 2>/dev/null | grep -q -E '"[^"]*(Guanlan|观澜)'; do
  kill -0 $program 2>/dev/null || { cat "$build/menu-entry.log"; fail "the program ended instead of opening its window"; }
  [ $seconds -lt 30 ] || { cat "$build/menu-entry.log"; fail "no window after 30 s"; }
  sleep 1
  seconds=$((seconds + 1))
done
say "window after about $seconds s"
kill $program
wait $program || true
unset DISPLAY

say "Removing ..."
inside apt-get purge -y -qq guanlan
while read -r path; do
  if [ ! -d "$root$path" ] && [ -e "$root$path" ]; then fail "$path was left behind"; fi
done <"$build/installed-files"
if [ -e "$root/usr/share/guanlan" ]; then fail "/usr/share/guanlan was left behind"; fi
say "removed without a trace"
