#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# dependencies.sh build|test: installs what building (or also testing) Guanlan needs and this machine lacks.
# Asks before it uses sudo. Quick when nothing is missing.
set -eu
. "$(dirname -- "$0")/shell.sh"

build_packages="g++ cmake ninja-build pkg-config qt6-base-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev libqt6opengl6-dev
  libgl-dev qt6-translations-l10n librdkafka-dev libsqlite3-dev libsimdjson-dev libcurl4-openssl-dev zlib1g-dev
  qtkeychain-qt6-dev libcli11-dev fonts-noto-cjk"
test_packages="$build_packages git ca-certificates ccache clang-14 libclang-rt-14-dev clang-format-14 clang-tidy-14 default-jdk-headless
  maven python3 python3-aiosmtpd python3-prometheus-client mariadb-server libqt6sql6-mysql openssl dpkg-dev file debootstrap xvfb x11-utils dbus gnome-keyring"
in_words="a C++20 compiler, CMake 3.25, Ninja, pkg-config, Qt 6.4 or later (Core, Network, Sql, Widgets, Charts, Svg, Test, \
LinguistTools), librdkafka 2.0, SQLite 3.40, simdjson, libcurl, zlib, QtKeychain (Qt 6), CLI11 and a Chinese font"

# Prints the given packages that are not installed.
missing_of() {
  installed=" $(dpkg-query -W -f '${db:Status-Abbrev}${Package} ' "$@" 2>/dev/null | tr -s ' ' '\n' |
    sed -n '/^.i$/{n;p;}' | tr '\n' ' ') "
  for package; do
    case $installed in *" $package "*) ;; *) printf '%s ' "$package" ;; esac
  done
}

# Reads apt's status lines ("pmstatus:PACKAGE:PERCENT:TEXT") and shows one moving line.
show_progress() {
  shown=-10
  while IFS=: read -r kind subject percent text; do
    case $kind in dlstatus) what="downloading" ;; pmstatus) what="$text" ;; *) continue ;; esac
    percent=${percent%%.*}
    if [ -t 1 ]; then
      printf '\r  %3s%%  %-70.70s' "$percent" "$what"
    elif [ "$percent" -ge $((shown + 10)) ] || [ "$percent" -lt "$shown" ]; then
      shown=$percent
      printf '  %3s%%  %s\n' "$percent" "$what"
    fi
  done
  if [ -t 1 ]; then printf '\r%-80s\r' ''; fi
}

# ask_for_sudo COUNT PACKAGES: returns only when sudo may be used.
ask_for_sudo() {
  command="sudo apt-get install --no-install-recommends $2"
  command -v sudo >/dev/null || fail "Guanlan needs $1 more packages. As root, run: ${command#sudo }"
  [ -t 0 ] || fail "Guanlan needs $1 more packages, and there is no terminal to ask on. Run: $command"
  say "Guanlan needs $1 more packages: $2"
  printf 'Install them with sudo? [Y/n] '
  read -r answer
  case $answer in '' | [yY]*) ;; *) fail "Nothing was installed. To do it yourself: $command" ;; esac
  sudo -v
}

install() {
  count=$#
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    ask_for_sudo "$count" "$*"
    as_root=sudo
  fi
  log=$(mktemp)
  say "Installing $count packages ..."
  if ! $as_root apt-get update -qq >"$log" 2>&1; then
    cat "$log" >&2
    fail "The package lists could not be read. Is this machine connected to the internet?"
  fi
  for package; do
    apt-cache show "$package" >/dev/null 2>&1 ||
      fail "This system has no package '$package'. Guanlan builds on Debian 12 and Ubuntu 24.04 or later; it needs $in_words."
  done
  status=$(mktemp)
  {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
      -o APT::Status-Fd=3 -o Dpkg::Use-Pty=0 "$@" 3>&1 >"$log" 2>&1 || echo failed >"$status"
  } | show_progress
  if [ -s "$status" ]; then
    tail -n 20 "$log" >&2
    fail "The packages could not be installed; apt's whole report is in $log."
  fi
  rm -f "$log" "$status"
}

case ${1:-} in
  build) packages=$build_packages ;;
  test) packages=$test_packages ;;
  *) fail "usage: dependencies.sh build|test" ;;
esac

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  say "Guanlan needs $in_words. This script installs them on Debian and Ubuntu only; elsewhere please do it yourself."
  for tool in cmake ninja pkg-config c++; do
    command -v $tool >/dev/null || fail "'$tool' is missing here."
  done
  exit 0
fi
# shellcheck disable=SC2086
missing=$(missing_of $packages)
# shellcheck disable=SC2086
[ -z "$missing" ] || install $missing
