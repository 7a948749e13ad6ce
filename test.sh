#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds and tests everything. ./test.sh --quick: the debug build and its tests only.
# What a machine cannot have (network, root) is skipped with the reason; with CI=true a skip is a failure.
set -eu
cd "$(dirname -- "$0")"
. packaging/linux/shell.sh

quick=no
case ${1:-} in
  '') ;;
  --quick) quick=yes ;;
  *) fail "usage: ./test.sh [--quick]" ;;
esac

logs=build/test-logs
summary=$logs/summary
tested=/dev/null
rm -rf $logs
mkdir -p $logs
: >$summary
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
parallel=$(jobs)

# step NAME COMMAND...: runs it with its output in a log, shows the end of the log when it fails, goes on.
step() {
  name=$1
  shift
  printf '%-28s' "$name"
  started=$(date +%s)
  if "$@" >"$logs/$name.log" 2>&1; then outcome=passed; else outcome=failed; fi
  printf '%s  %4d s\n' "$outcome" $(($(date +%s) - started))
  if [ $outcome = failed ]; then
    tail -n 60 "$logs/$name.log" | sed 's/^/    /'
    say "    (all of it: $logs/$name.log)"
  fi
  echo "$outcome $name" >>$summary
}

format_check() {
  find app core ui tests -name '*.h' -o -name '*.cpp' | xargs clang-format-14 --dry-run -Werror
}

build() {
  preset=$1
  shift
  configure "$preset" "build/$preset" "$@" && cmake --build "build/$preset" --parallel "$parallel"
}
run_tests() { ctest --preset "$1" --parallel "$parallel" --no-tests=error; }

# build_and_test PRESET OPTIONS...: no tests of an old build after a failed one.
build_and_test() {
  rm -f "build/$1/Testing/Temporary/LastTest.log"
  step "$1-build" build "$@"
  [ "$outcome" = passed ] || return 0
  step "$1-tests" run_tests "$1"
  tested="$tested build/$1/Testing/Temporary/LastTest.log"
}

# Prints the tests that skipped something, with the reasons; true when there is none or nobody demands all.
skipped_tests() {
  if ! grep -h -A1 '^SKIP   :' $tested; then
    echo "nothing was skipped"
    return 0
  fi
  [ "${CI:-}" != true ]
}

build_fuzz_targets() {
  configure fuzz build/fuzz && cmake --build build/fuzz --parallel "$parallel" --target guanlan_fuzz_targets
}

build_programs() {
  configure release build/release &&
    cmake --build build/release --parallel "$parallel" --target guanlan guanlanctl guanlan_bench
}

say "Guanlan: tests ($parallel at a time; logs in $logs)"
packaging/linux/dependencies.sh test
step format format_check
if [ $quick = yes ]; then
  build_and_test dev
else
  # asan has the debug checks of dev and more; release after headless compiles only what has windows.
  build_and_test asan
  step clang-tidy python3 tests/architecture/tidy.py build/asan "$parallel"
  build_and_test tsan
  step fuzz-build build_fuzz_targets
  [ $outcome = failed ] || step fuzz tests/fuzz/run.sh 0 # the seeds alone: what luck finds must not decide whether a change lands
  build_and_test headless
  step release-build build_programs
  step release-benchmarks build/release/tests/bench/guanlan_bench batch --json
  step package packaging/linux/package-test.sh build/release
fi
step skipped skipped_tests
grep -h 'SKIP' $logs/skipped.log || true

passed=$(cat $logs/*-tests.log 2>/dev/null | sed -n 's/.*tests passed, \([0-9]*\) tests failed out of \([0-9]*\).*/\2 \1/p' |
  awk '{ total += $1; failed += $2 } END { print total - failed, failed + 0 }')
failed_steps=$(grep -c '^failed' $summary || true)
say "steps: $(grep -c '^passed' $summary || true) passed, $failed_steps failed: $(sed -n 's/^failed //p' $summary | tr '\n' ' ')"
say "${passed% *} passed, ${passed#* } failed"
[ "$failed_steps" -eq 0 ]
