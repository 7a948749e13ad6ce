#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tidy.py BUILD_FOLDER JOBS: clang-tidy over every source file of the tree, several at a time.

A file that was clean is not read again until it, one of the tree's headers it includes, or the rules change.
The files of a folder are read a few at a time as one, since most of the work is in the headers they share; where
that does not compile or finds something, its halves are read, and only what is found in a file alone counts.
"""
import collections
import concurrent.futures
import hashlib
import json
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("app", "core", "ui", "tests")
TIDY_SCRIPT = pathlib.Path(__file__).resolve()
TIDY = "clang-tidy-14"
GROUP = 6


def own_sources(build):
    """The compile command of each source file of the tree."""
    result = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in FOLDERS:
            result.setdefault(path, entry)
    return result


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


def check(build, path, *options):
    # The compile commands are GCC's: clang need not know its warnings.
    command = [TIDY, "-p", build, "--quiet", "--extra-arg=-Wno-unknown-warning-option", *options, path]
    return subprocess.run(command, capture_output=True, text=True)


def groups_of(paths):
    """The files in groups, each of one folder."""
    folders = collections.defaultdict(list)
    for path in paths:
        folders[path.parent].append(path)
    return [files[at : at + GROUP] for files in folders.values() for at in range(0, len(files), GROUP)]


def flags_of(entries):
    """The flags of the first command and the folders that the others include besides."""
    first, *others = [shlex.split(entry["command"].replace("-isystem ", "-isystem")) for entry in entries]
    first = first[first.index(next(flag for flag in first if flag.startswith("-"))) : first.index("-o")]
    folders = dict.fromkeys(flag for flags in others for flag in flags if flag.startswith(("-I", "-isystem")))
    return first + [folder for folder in folders if folder not in first]


def reads_as_one(folder, number, paths, sources):
    """Whether the files, as one translation unit, are without findings."""
    own = folder / str(number)
    own.mkdir(parents=True, exist_ok=True)
    unit = own / "unit.cpp"
    parts = [f'#define main main{at}\n#include "{path}"  // NOLINT\n#undef main\n' for at, path in enumerate(paths)]
    unit.write_text("".join(parts))
    entries = [sources[path] for path in paths]
    arguments = ["c++", *flags_of(entries), "-c", str(unit)]
    command = {"directory": entries[0]["directory"], "file": str(unit), "arguments": arguments}
    (own / "compile_commands.json").write_text(json.dumps([command]))
    (own / ".clang-tidy").write_text(rules_of(paths[0]).read_text())
    return check(own, unit, f"--header-filter={ROOT}/({'|'.join(FOLDERS)})/.*").returncode == 0


def rules_of(path):
    """The rules nearest above a file, which clang-tidy would find by itself."""
    return next(folder / ".clang-tidy" for folder in path.parents if (folder / ".clang-tidy").exists())


def findings_of(build, number, paths, sources):
    """The files that are not clean, each with what was found."""
    if len(paths) == 1:
        outcome = check(build, paths[0])
        return {} if outcome.returncode == 0 else {paths[0]: outcome}
    if reads_as_one(build / "tidy-units", number, paths, sources):
        return {}
    half = len(paths) // 2
    return {
        **findings_of(build, number, paths[:half], sources),
        **findings_of(build, number, paths[half:], sources),
    }


def report(path, outcome):
    lines = [line for line in outcome.stdout.splitlines() if ": error:" in line or ": warning:" in line]
    print("\n".join(lines or [str(path), outcome.stdout, outcome.stderr]).replace(f"{ROOT}/", ""), flush=True)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    clean = build / "tidy-clean"
    clean.mkdir(exist_ok=True)
    rules = b"".join(file.read_bytes() for file in (ROOT / ".clang-tidy", ROOT / "tests/.clang-tidy", TIDY_SCRIPT))
    rules += subprocess.run([TIDY, "--version"], capture_output=True).stdout
    includes = headers_by_source(build)
    sources = own_sources(build)
    stamps = {path: clean / fingerprint(includes.get(path, [path]), rules) for path in sorted(sources)}
    groups = groups_of(path for path, stamp in stamps.items() if not stamp.exists())
    print(f"{len(stamps)} files, {sum(map(len, groups))} to read in {len(groups)} groups", flush=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        found = pool.map(lambda numbered: findings_of(build, *numbered, sources), enumerate(groups))
        for group, findings in zip(groups, found):
            failed += len(findings)
            for path in group:
                if path in findings:
                    report(path, findings[path])
                else:
                    stamps[path].touch()
    print(f"{failed} files with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
