"""Writes the outcomes of a whole run into the document, between two marks; what is around them stays."""

import collections

import expectations
import gateway
import suite

BEGIN = "<!-- Written by it-tests/conformance/run_s3_tests.py; do not edit. -->"
END = "<!-- End of what is written by it-tests/conformance/run_s3_tests.py. -->"


def write(document, commit, expected, outcomes, areas):
    """`areas` has the node ids of the tests of what comes later, by area."""
    before, _, rest = document.read_text().partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"{document} lacks the marks {BEGIN} and {END}")
    lines = [
        BEGIN, "",
        f"The run was on [ceph/s3-tests](https://github.com/ceph/s3-tests) at `{commit[:12]}`, "
        f"test_s3.py and test_headers.py. A day of lifecycle rules had {gateway.DAY} seconds, and transitions took objects "
        "of any size.", "",
        *figures(outcomes, areas), "", *failing(expected, outcomes), *passing(outcomes), END]
    document.write_text(before + "\n".join(lines) + after)


def figures(outcomes, areas):
    later = {suite.name(node) for nodes in areas.values() for node in nodes}
    rows = [("**S3 without these**", [test for test in outcomes if test not in later])]
    rows += [(area, [suite.name(node) for node in nodes]) for area, nodes in areas.items()]
    rows += [("all", list(outcomes))]
    yield from ["| tests that need | passed | of |", "|---|---|---|"]
    for area, tests in rows:
        passed = sum(outcomes[test].kind == "passed" for test in tests)
        yield f"| {area} | {passed} | {len(tests)} |"


def failing(expected, outcomes):
    by_reason = collections.defaultdict(list)
    for test, outcome in outcomes.items():
        if outcome.kind != "passed":
            failure = expected.get(test, expectations.Failure("missing", ""))
            by_reason[failure.reason].append((test, failure.note))
    for reason, meaning in expectations.REASONS.items():
        if by_reason[reason]:
            yield from [f"### {len(by_reason[reason])} tests: {reason}", "", f"Each {meaning}.", ""]
            yield from (f"- `{test}`{': ' if note else ''}{note}" for test, note in sorted(by_reason[reason]))
            yield ""


def passing(outcomes):
    passed = sorted(test for test, outcome in outcomes.items() if outcome.kind == "passed")
    yield from [f"### {len(passed)} tests pass", ""]
    yield from (f"- `{test}`" for test in passed)
    yield ""
