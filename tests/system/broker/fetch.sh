#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the folder that holds the jars of the Kafka broker; fetches them once from Maven Central.
# Exit 3: this machine cannot have them (the reason is on standard error).
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' "$here/pom.xml")
cache=${GUANLAN_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/guanlan-tests}
jars=$cache/kafka-$version

if [ ! -e "$jars/complete" ]; then
  for tool in java mvn flock; do
    command -v "$tool" >/dev/null || { echo "no '$tool' on this machine" >&2; exit 3; }
  done
  mkdir -p "$cache"
  exec 9>"$cache/lock"
  flock 9
  if [ ! -e "$jars/complete" ]; then
    mvn -B -q -f "$here/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
      -DoutputDirectory="$jars" -DincludeScope=runtime >"$cache/fetch.log" 2>&1 || {
      echo "Maven could not fetch Kafka $version: $(grep -m1 ERROR "$cache/fetch.log" || echo "see $cache/fetch.log")" >&2
      exit 3
    }
    touch "$jars/complete"
  fi
fi
echo "$jars"
