#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tidy.py BUILD_FOLDER JOBS: clang-tidy over every source file of the tree, several at a time.

A file that was clean is not read again until it, one of the tree's headers it includes, or the rules change.
"""
import concurrent.futures
import hashlib
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("app", "core", "ui", "tests")
TIDY_SCRIPT = pathlib.Path(__file__).resolve()
TIDY = "clang-tidy-14"


def own_sources(build):
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in FOLDERS:
            yield path


def headers_by_source(build):
    """What each source includes from the tree, from ninja's record of the last build."""
    text = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    result = {}
    for block in text.split("\n\n"):
        paths = [(build / line.strip()).resolve() for line in block.splitlines()[1:]]
        own = [path for path in paths if path.is_relative_to(ROOT) and not path.is_relative_to(build)]
        if own:
            result[own[0]] = sorted(own)
    return result


def fingerprint(paths, rules):
    digest = hashlib.sha256(rules)
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def check(build, path):
    # The compile commands are GCC's: clang need not know its warnings.
    command = [TIDY, "-p", build, "--quiet", "--extra-arg=-Wno-unknown-warning-option", path]
    return subprocess.run(command, capture_output=True, text=True)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    clean = build / "tidy-clean"
    clean.mkdir(exist_ok=True)
    rules = b"".join(file.read_bytes() for file in (ROOT / ".clang-tidy", ROOT / "tests/.clang-tidy", TIDY_SCRIPT))
    rules += subprocess.run([TIDY, "--version"], capture_output=True).stdout
    includes = headers_by_source(build)
    stamps = {path: clean / fingerprint(includes.get(path, [path]), rules) for path in sorted(set(own_sources(build)))}
    todo = [path for path, stamp in stamps.items() if not stamp.exists()]
    print(f"{len(stamps)} files, {len(todo)} to read")
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for path, outcome in zip(todo, pool.map(lambda path: check(build, path), todo)):
            if outcome.returncode == 0:
                stamps[path].touch()
                continue
            failed += 1
            findings = [line for line in outcome.stdout.splitlines() if ": error:" in line or ": warning:" in line]
            print("\n".join(findings or [str(path), outcome.stdout, outcome.stderr]).replace(f"{ROOT}/", ""), flush=True)
    print(f"{failed} files with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
