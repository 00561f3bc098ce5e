"""What the checks of sweeps have in common: running them, asking for their rows, a cluster, and counting what passed.

SPDX-License-Identifier: Apache-2.0
"""
import csv
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
counts = {True: 0, False: 0}


def check(what, holds, more=""):
    holds = bool(holds)
    counts[holds] += 1
    print(f"{'PASS' if holds else 'FAIL'}  {what}{': ' if str(more) else ''}{more}", flush=True)


def sweep(*arguments, options=(), expected=0):
    """A finished run of scripts/sweep; counts as failed if its exit code is another one."""
    command = [ROOT / "scripts" / "sweep", *options, *map(str, arguments)]
    began = time.time()
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ended.returncode != expected:
        check(f"exit {expected}: {' '.join(map(str, arguments))}", False,
              f"exit {ended.returncode}\n{ended.stdout[-1500:]}{ended.stderr[-1500:]}")
    ended.seconds = time.time() - began
    return ended


def started(*arguments, options=()):
    """A run of scripts/sweep at work, silent, in a process group of its own, so that it can be killed."""
    return subprocess.Popen([ROOT / "scripts" / "sweep", *options, *map(str, arguments)], cwd=ROOT, start_new_session=True,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def await_rows(results, rows, running, folders=("trials",)):
    """Waits until that many rows are stored; returns whether the driver is still at work."""
    deadline = time.time() + 300
    while rows_on_disk(results, folders) < rows and time.time() < deadline and running.poll() is None:
        time.sleep(0.02)
    return running.poll() is None


def rows_on_disk(results, folders=("trials",)):
    return sum(len(file.read_text().splitlines()) for folder in folders for file in results.glob(f"{folder}/**/*.jsonl"))


def query(results, sql):
    """The rows of a query, as dictionaries of texts."""
    printed = sweep("sql", "--results", results, "--format", "csv", sql).stdout
    return list(csv.DictReader(io.StringIO(printed)))


def conf(folder, name, text):
    path = folder / f"{name}.conf"
    path.write_text(text)
    return path


class Cluster:
    """A standalone cluster of two workers with a core each."""

    def __init__(self, work):
        self.environment = {**os.environ, "LAMBDA_SWEEP_CLUSTER": str(work / "cluster")}

    def __enter__(self):
        printed = subprocess.run([ROOT / "scripts" / "cluster", "start", "2", "--cores", "1", "--memory", "3g"],
                                 env=self.environment, capture_output=True, text=True, check=True)
        return re.search(r"spark://[^\s]+", printed.stdout + printed.stderr).group()

    def __exit__(self, *_):
        subprocess.run([ROOT / "scripts" / "cluster", "stop"], env=self.environment, capture_output=True)


def main(usage, sections):
    """Runs the sections that are named on the command line, or all: functions of a temporary directory, by name."""
    names = sys.argv[1:] or list(sections)
    for name in names:
        if name not in sections:
            sys.exit(usage)
    for name in names:
        began = time.time()
        print(f"\n== {name}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            sections[name](pathlib.Path(folder))
        print(f"   ({time.time() - began:.0f} s)", flush=True)
    print(f"\n{counts[True]} passed, {counts[False]} failed")
    sys.exit(1 if counts[False] else 0)
