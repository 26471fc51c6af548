"""Which tests are expected to fail and why, as `s3-tests-failures.txt` says, and how a run differs from that."""

import dataclasses
import re

# Headings of the file, in the order in which the document shows them, and what each means.
REASONS = {
    "missing": "is not there yet",
    "contradicts AWS": "asks for what AWS does not do",
    "cannot pass": "does not send what it means to, whatever the server",
    "signature version 2": "signs with Signature Version 2, which is refused with a clear error by decision",
    "vendor extension": "asks for what RGW has beside S3",
    "identities": "needs IAM, STS or tenants, which come later",
    "encryption": "needs server-side encryption, which comes later",
    "access logging": "needs access logging, which comes later",
    "cloud tiers": "needs storage classes on other systems, which come later",
}

HEADING = re.compile(r"\[(?P<reason>[^\]]+)\]")
ENTRY = re.compile(r"(?P<test>test_\w+(\[[^\]]*\])?)(: (?P<note>.+))?")


@dataclasses.dataclass(frozen=True)
class Failure:
    """Why a test fails: one of REASONS, and what is particular about it, if anything."""

    reason: str
    note: str


def read(file):
    """The failures by the test's name."""
    failures = {}
    reason = None
    for number, line in enumerate(file.read_text().splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        heading = HEADING.fullmatch(text)
        entry = ENTRY.fullmatch(text)
        if heading and heading["reason"] in REASONS:
            reason = heading["reason"]
        elif entry and reason and entry["test"] not in failures:
            failures[entry["test"]] = Failure(reason, entry["note"] or "")
        else:
            raise ValueError(f"{file}:{number}: neither a known heading nor a new test: {text}")
    return failures


def compare(expected, outcomes, whole):
    """One line for each test that did not end as expected, or that is listed but was not in the `whole` run."""
    surprises = []
    for test, outcome in outcomes.items():
        failure = expected.get(test)
        if failure and outcome.kind == "passed":
            surprises.append(f"{test} passed, and is listed as failing ({failure.reason})")
        elif not failure and outcome.kind != "passed":
            surprises.append(f"{test} {outcome.kind}: {outcome.message}")
    if whole:
        surprises += [f"{test} is listed, and the suite does not have it" for test in sorted(expected.keys() - outcomes.keys())]
    return surprises
