# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes golden/*.txt anew: asks Apache Flink (through Maven, Java 17) what every query answers.

python3 make_answers.py [GROUP...]  (all groups by default)
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import inputs
from nested_queries import nested_groups
from relational_queries import COMPOSED_VIEWS, relational_groups
from scalar_queries import scalar_groups
from tables import TABLES
from window_queries import CASCADE_VIEWS, window_groups

HERE = pathlib.Path(__file__).resolve().parent


def groups():
    for source in (scalar_groups, window_groups, relational_groups, nested_groups):
        yield from source()


def declaration(name):
    return TABLES.get(name) or CASCADE_VIEWS.get(name) or COMPOSED_VIEWS[name]


def flink_program(folder):
    """Compiles FlinkAnswers.java; the class path to run it with."""
    paths = folder / "classpath"
    subprocess.run(["mvn", "-q", "-B", "-f", HERE / "flink" / "pom.xml", "dependency:build-classpath",
                    f"-Dmdep.outputFile={paths}"], check=True)
    libraries = paths.read_text()
    subprocess.run(["javac", "-d", folder, "-cp", libraries, HERE / "flink" / "FlinkAnswers.java"], check=True)
    return f"{folder}:{libraries}"


def for_flink(query):
    """Flink's file tables cannot be looked up, and their rows never change: joining all of them is the same."""
    return re.sub(r" FOR SYSTEM_TIME AS OF \w+\.proctime", "", query)


def ask_flink(classpath, folder, setup, queries):
    request = folder / "request"
    answers = folder / "answers"
    sections = [f"@@setup\n{statement.replace('FOLDER', f'file://{folder}/data')}\n" for statement in setup]
    sections += [f"@@query {name}\n{for_flink(query)}\n" for name, query in queries.items()]
    request.write_text("".join(sections), encoding="utf-8")
    done = subprocess.run(["java", "-Xmx1g", "-cp", classpath, "FlinkAnswers", request, answers],
                          stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr[-2000:])
    return [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]


def main(wanted):
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        inputs.make(folder / "data")
        classpath = flink_program(folder)
        for group, tables, queries in groups():
            if wanted and group not in wanted:
                continue
            setup = [declaration(name) for name in tables]
            lines = ["".join(f"@@setup\n{statement}\n" for statement in setup)]
            refused = 0
            for answer in ask_flink(classpath, folder, setup, queries):
                if not answer.get("rows"):
                    refused += 1
                    print(f"{group}: {answer['id']}: {answer.get('error', 'no rows')[:300]}", file=sys.stderr)
                    continue
                lines.append(f"@@query {answer['id']}\n{queries[answer['id']]}\n@@rows\n")
                lines += [json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in answer["rows"]]
            (HERE / "golden" / f"{group}.txt").write_text("".join(lines), encoding="utf-8")
            print(f"{group}: {len(queries) - refused} queries, {refused} left out", file=sys.stderr)


if __name__ == "__main__":
    main(set(sys.argv[1:]))
