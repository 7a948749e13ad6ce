#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/fuzz/run.sh SECONDS [TARGET...]: fuzzes each target (all by default) for so many seconds, from the seeds and from
# what earlier runs found worth keeping in build/fuzz/corpus; 0 only tries those. Fails with the first finding, whose input stays in
# build/fuzz/findings. Build them first: cmake --preset fuzz && cmake --build --preset fuzz --target guanlan_fuzz_targets
set -eu
cd "$(dirname -- "$0")/../.."
seconds=${1:?usage: tests/fuzz/run.sh SECONDS [TARGET...]}
shift
[ $# -gt 0 ] || set -- fuzz_sql fuzz_json fuzz_csv fuzz_regex fuzz_raw fuzz_state

case $seconds in
  0) length=-runs=0 ;;
  *) length=-max_total_time=$seconds ;;
esac
programs=$PWD/build/fuzz/tests/fuzz
mkdir -p build/fuzz/corpus build/fuzz/findings build/fuzz/seeds
cd build/fuzz
"$programs/fuzz_seeds" seeds
for target; do
  mkdir -p "corpus/$target"
  dictionary=
  [ ! -f "../../tests/fuzz/$target.dict" ] || dictionary="-dict=../../tests/fuzz/$target.dict"
  # shellcheck disable=SC2086
  "$programs/$target" "$length" -max_len=8192 -timeout=20 -rss_limit_mb=1500 -malloc_limit_mb=500 \
    -print_final_stats=1 -artifact_prefix="findings/$target-" $dictionary "corpus/$target" "seeds/$target"
done
