#!/usr/bin/env python3
"""Runs ceph/s3-tests against a gateway of its own and compares each outcome with what is expected of it.

CASGATE_S3_TESTS names a clone of https://github.com/ceph/s3-tests. The exit code is 0 when every outcome is as
expected, and 1 when not: a test that passes although it is listed as failing counts as much as the reverse.
README.md beside this file has the rest.
"""

import argparse
import collections
import os
import pathlib
import sys
import tempfile

import expectations
import gateway
import report
import suite

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EXPECTED = HERE / "s3-tests-failures.txt"
DOCUMENT = ROOT / "docs" / "S3_COMPATIBILITY.md"


def arguments():
    parser = argparse.ArgumentParser(description="Runs ceph/s3-tests against a gateway of its own.")
    parser.add_argument(
        "-k", dest="only", metavar="EXPRESSION",
        help="only the tests that pytest selects by this; the document is left as it is then")
    parser.add_argument("-m", dest="marked", metavar="MARKERS", help="the same by the suite's markers")
    parser.add_argument("--workers", type=int, default=4, help="tests run at one time, each with accounts of its own")
    parser.add_argument("--keep", metavar="DIRECTORY", help="where to leave the logs and pytest's reports")
    return parser.parse_args()


def main():
    options = arguments()
    expected = expectations.read(EXPECTED)
    with tempfile.TemporaryDirectory(prefix="casgate-s3-tests-") as scratch:
        directory = pathlib.Path(options.keep or scratch).resolve()
        directory.mkdir(parents=True, exist_ok=True)
        tests = suite.Suite(directory)
        outcomes = run(tests, directory, options)
        surprises = expectations.compare(expected, outcomes, whole=not (options.only or options.marked))
        if not (options.only or options.marked):
            areas = {area: tests.collect(marked=markers) for area, markers in suite.AREAS.items()}
            report.write(DOCUMENT, tests.commit(), expected, outcomes, areas)
    counts = collections.Counter(outcome.kind for outcome in outcomes.values())
    print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())), f"of {len(outcomes)}")
    for surprise in surprises:
        print(surprise)
    return 1 if surprises else 0


def run(tests, directory, options):
    """On one gateway with short days, on another for the tests about dates, and on one elsewhere."""
    selected = tests.collect(only=options.only, marked=options.marked)
    by_kind = {kind: [node for node in selected if suite.kind(node) == kind] for kind in ["dates", "elsewhere", "others"]}
    outcomes = {}
    for name, nodes in by_kind.items():
        day = "1 day" if name == "dates" else f"{gateway.DAY} s"
        region = gateway.OTHER_REGION if name == "elsewhere" else gateway.REGION
        workers = [gateway.Accounts(number) for number in range(options.workers)]
        scratch = directory / name
        scratch.mkdir(exist_ok=True)
        if nodes:
            with gateway.Gateway(ROOT, scratch, workers, day, region) as port:
                outcomes |= tests.run(nodes, port, workers, scratch, region)
    return outcomes


if __name__ == "__main__":
    if "CASGATE_S3_TESTS" not in os.environ:
        sys.exit("CASGATE_S3_TESTS must name a clone of https://github.com/ceph/s3-tests")
    sys.exit(main())
