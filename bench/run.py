#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs the goals of speed and writes what was measured. See README.md beside this file."""
import argparse
import inspect
import json
import math
import operator
import os
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from goals import GOALS  # noqa: E402
from world import ROOT, Bench, commit, idle_share  # noqa: E402

COMPARE = {">=": operator.ge, "<=": operator.le, "==": operator.eq}
IDLE_MIN = 0.8


def measure(bench, names):
    results = []
    for name in names:
        goal = GOALS[name]
        idle = idle_share()
        about = {"about": inspect.getdoc(goal), "idle_before": round(idle, 2), "load": os.getloadavg()[0], "quiet": idle >= IDLE_MIN}
        print(f"\n{name}. {about['about']} (idle before: {idle:.0%}, quiet: {'yes' if about['quiet'] else 'no'})", flush=True)
        begun = time.monotonic()
        try:
            for row in goal(bench):
                target = row["target"]
                row = {"goal": name, **row, "met": None if target is None else COMPARE[target["op"]](row["measured"], target["value"])}
                row["conditions"] = {**about, **row["conditions"]}
                results.append(row)
                show(row)
        except (RuntimeError, OSError) as error:
            results.append({"goal": name, "what": "could not be measured", "measured": 0.0, "unit": "", "target": None, "met": False,
                            "conditions": {**about, "error": str(error)[-600:]}})
            print(f"   FAILED: {error}")
        finally:
            for server in list(bench.servers):
                server.kill()
        print(f"   {time.monotonic() - begun:.0f} s", flush=True)
    return results


def show(row):
    target = f"{row['target']['op']} {row['target']['value']:g}" if row["target"] else ""
    mark = {True: "met", False: "MISSED", None: ""}[row["met"]]
    rest = ", ".join(f"{k} {v}" for k, v in row["conditions"].items() if k not in ("about", "idle_before", "load", "quiet"))
    print(f"   {row['what'][:78]:78} {row['measured']:>10.4g} {row['unit']:4} {target:9} {mark:7} {rest}", flush=True)


def wrong_shape(report, names):
    """What is wrong with a report, as sentences: goals without figures, figures that are none, verdicts that do not follow."""
    wrong = [f"no {key}" for key in ("commit", "machine", "quick", "results") if key not in report]
    results = report.get("results", [])
    for name in names:
        if not any(r.get("goal") == name and r.get("target") for r in results):
            wrong.append(f"goal {name} has no figure with a target")
    for r in results:
        what = f"goal {r.get('goal')}, {r.get('what')}"
        if not isinstance(r.get("measured"), (int, float)) or not math.isfinite(r["measured"]):
            wrong.append(f"{what}: measured is no number")
        elif r.get("conditions", {}).get("error"):
            wrong.append(f"{what}: {r['conditions']['error'][-200:]}")
        elif r.get("target") and r.get("met") != COMPARE[r["target"]["op"]](r["measured"], r["target"]["value"]):
            wrong.append(f"{what}: the verdict does not follow from the figure")
        elif r.get("target") and r["unit"] in ("x", "µs", "ms", "s", "MB") and r["measured"] <= 0:
            wrong.append(f"{what}: nothing was measured")
        for key in ("idle_before", "quiet"):
            if key not in r.get("conditions", {}):
                wrong.append(f"{what}: conditions lack {key}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("goals", nargs="*", help=f"which: {' '.join(GOALS)} (all)")
    parser.add_argument("--build", default=ROOT / "build/release")
    parser.add_argument("--out", default=ROOT / "bench/out/latest.json", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="about a minute: proves that everything runs, not how fast")
    parser.add_argument("--deep", action="store_true", help="also ten million appointments (some minutes and 5 GB more)")
    parser.add_argument("--check-shape", action="store_true", help="fail unless the report is whole; with no goal run when --report is given")
    parser.add_argument("--report", type=pathlib.Path, help="check this report instead of measuring")
    options = parser.parse_args()
    unknown = [g for g in options.goals if g not in GOALS]
    if unknown:
        parser.error(f"no such goal: {' '.join(unknown)}")
    names = options.goals or list(GOALS)
    if options.report:
        report = json.loads(options.report.read_text())
    else:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="scratch-", dir=options.out.parent) as scratch:
            bench = Bench(options.build, pathlib.Path(scratch) / "w", options.quick, options.deep)
            try:
                report = {"commit": commit(), "machine": {"cores": os.cpu_count(), "kernel": os.uname().release}, "quick": options.quick,
                          "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "results": measure(bench, names)}
            finally:
                bench.close()
        options.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        met = [r["met"] for r in report["results"] if r["met"] is not None]
        quiet = all(r["conditions"]["quiet"] for r in report["results"])
        print(f"\n{sum(met)} of {len(met)} figures met; quiet: {'yes' if quiet else 'no'}; commit {report['commit']}; {options.out}")
    if options.check_shape:
        wrong = wrong_shape(report, names)
        for sentence in wrong:
            print(f"shape: {sentence}")
        print("shape: whole" if not wrong else f"shape: {len(wrong)} faults")
        return 1 if wrong else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
