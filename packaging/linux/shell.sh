# SPDX-License-Identifier: GPL-3.0-or-later
# For run.sh and test.sh: what both need to say and to know. Sourced, POSIX sh.

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# As many compilers as there are cores, but each needs about a gigabyte.
jobs() {
  cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
  memory=$(awk '/^MemTotal:/ { print int($2 / 1000000) }' /proc/meminfo 2>/dev/null || echo 4)
  [ "$memory" -ge 1 ] 2>/dev/null || memory=1
  if [ "$cores" -lt "$memory" ]; then echo "$cores"; else echo "$memory"; fi
}

# configure PRESET FOLDER OPTIONS...: once; later the build itself notices changed CMake files.
configure() {
  preset=$1 folder=$2
  shift 2
  if command -v ccache >/dev/null; then set -- -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "$@"; fi
  [ -f "$folder/build.ninja" ] || cmake --preset "$preset" -B "$folder" "$@"
}
