# SPDX-License-Identifier: GPL-3.0-or-later
"""The same golden rows through other statements than a plain SELECT: each query is described as a view, written into a
table of files by one statement, and read back from it by another."""
import json
import subprocess

GROUPS = ("window_tumble", "window_hop", "window_cumulate", "window_session", "group_windows")
WRITERS = {
    "INSERT INTO": "CREATE TABLE copy ({columns}) WITH ({options});\nINSERT INTO copy {query};",
    "EXECUTE STATEMENT SET": "CREATE TABLE copy ({columns}) WITH ({options});\n"
                             "EXECUTE STATEMENT SET BEGIN\nINSERT INTO copy {query};\nEND;",
    "CREATE TABLE AS": "CREATE TABLE copy WITH ({options}) AS {query};",
}


class Copier:
    def __init__(self, guanlanctl, data, scratch):
        self.guanlanctl = guanlanctl
        self.data = data
        self.scratch = scratch

    def run(self, statements):
        """What the script prints; a message in words when it fails."""
        script = self.scratch / "statements.sql"
        script.write_text("SET 'table.local-time-zone' = 'Asia/Shanghai';\n" + statements + "\n", encoding="utf-8")
        done = subprocess.run([self.guanlanctl, "run", script], capture_output=True, text=True, timeout=300)
        return [json.loads(line) for line in done.stdout.splitlines()] if done.returncode == 0 else done.stderr.strip()

    def described(self, setup, query):
        rows = self.run(f"{setup}CREATE VIEW described AS {query};\nDESCRIBE described;")
        return rows if isinstance(rows, str) else ", ".join(f"`{row['name']}` {row['type']}" for row in rows)

    def copied(self, setup, query, writer, folder):
        """The rows of a query after they were written and read back."""
        setup = "".join(statement.replace("FOLDER", str(self.data)) + ";\n" for statement in setup)
        columns = self.described(setup, query)
        options = f"'connector' = 'filesystem', 'path' = '{folder}', 'format' = 'json'"
        problem = self.run(setup + WRITERS[writer].format(columns=columns, options=options, query=query))
        return problem or self.run(f"CREATE TABLE copy ({columns}) WITH ({options});\nSELECT * FROM copy;")
