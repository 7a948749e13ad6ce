#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Guanlan and starts it. Without arguments it opens the demo; arguments go to the program.
set -eu
cd "$(dirname -- "$0")"
. packaging/linux/shell.sh
folder=build/run  # not build/release, which test.sh configures with tests

packaging/linux/dependencies.sh build
if [ ! -f $folder/build.ninja ]; then
  say "Preparing the build ..."
  mkdir -p $folder
  configure release $folder -DGUANLAN_TESTS=OFF >$folder/configure.log 2>&1 || {
    rm -f $folder/build.ninja
    tail -n 30 $folder/configure.log >&2
    fail "The build could not be prepared; the whole report is in $folder/configure.log."
  }
fi
[ -x $folder/app/desktop/guanlan ] || say "Building; the first time takes some minutes ..."
cmake --build $folder --parallel "$(jobs)"

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  case " $* " in
    *" --headless "* | *" --help "* | *" --version "*) ;;
    *)
      say "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): running without a window."
      set -- --headless "$@"
      ;;
  esac
fi
# Only options of the run itself, no workspace: the demo.
case " $* " in
  "  " | " --headless " | *" --keep "*) case " $* " in *" --demo "*) ;; *) set -- --demo "$@" ;; esac ;;
esac
exec $folder/app/desktop/guanlan "$@"
