"""The suite as an outside program: lists its tests, runs them with pytest, reads pytest's reports."""

import collections
import concurrent.futures
import configparser
import dataclasses
import itertools
import os
import pathlib
import queue
import re
import subprocess
import sys
import xml.etree.ElementTree

import gateway

FILES = ["s3tests/functional/test_s3.py", "s3tests/functional/test_headers.py"]

# What comes later, by the suite's own markers; everything else is the S3 surface of today.
AREAS = {
    "encryption": "encryption or sse_s3 or bucket_encryption",
    "access logging": "bucket_logging or bucket_logging_cleanup",
    "cloud tiers": "cloud_transition or cloud_restore or target_by_bucket",
}

ELSEWHERE = re.compile(r"test_bucket_get_location|test_lifecycle_(?!cloud_)\w*transition\w*")

# Tests in one pytest process. Buckets that a failed test leaves behind fail the tests after it in the same process.
BATCH = 16
BATCH_LIMIT = 3600


@dataclasses.dataclass(frozen=True)
class Outcome:
    """How a test ended: passed, failed or skipped; and the last line that pytest says about it."""

    kind: str
    message: str = ""


class Suite:
    """The clone of the suite that CASGATE_S3_TESTS names."""

    def __init__(self, scratch):
        self.directory = pathlib.Path(os.environ["CASGATE_S3_TESTS"]).resolve()
        self.scratch = scratch
        places = [self.directory / "venv/bin/python", self.directory / "virtualenv/bin/python"]
        self.python = next((str(python) for python in places if python.exists()), sys.executable)

    def commit(self):
        command = ["git", "-C", str(self.directory), "rev-parse", "HEAD"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def collect(self, only=None, marked=None):
        """The node ids of the tests, or of those that pytest selects by name and by marker."""
        selection = [*(["-k", only] if only else []), *(["-m", marked] if marked else [])]
        configuration = self.scratch / "collection.conf"
        write_configuration(configuration, 0, gateway.Accounts(0), gateway.REGION)
        listing = self.pytest(
            configuration, gateway.REGION, "--collect-only", "-q", *selection, *FILES, capture_output=True, text=True)
        nodes = [line for line in listing.stdout.splitlines() if "::" in line and " " not in line]
        if not nodes:
            raise RuntimeError("pytest found no tests:\n" + listing.stdout + listing.stderr)
        return nodes

    def pytest(self, configuration, region, *options, **how):
        command = [self.python, "-m", "pytest", "-p", "no:cacheprovider", "--tb=short", *options]
        return subprocess.run(
            command, cwd=self.directory, env=environment(configuration, region), stdin=subprocess.DEVNULL, check=False, **how)

    def run(self, nodes, port, workers, scratch, region):
        """The outcome of each test; those that wait for days to pass are spread evenly over the batches."""
        batches = -(-len(nodes) // BATCH)
        waiting = queue.SimpleQueue()
        for worker in workers:
            waiting.put(worker)

        def run_next(number):
            accounts = waiting.get()
            try:
                return self.run_batch(scratch / f"batch-{number}", nodes[number::batches], port, accounts, region)
            finally:
                waiting.put(accounts)

        with concurrent.futures.ThreadPoolExecutor(len(workers)) as pool:
            found = pool.map(run_next, range(batches))
            outcomes = dict(itertools.chain.from_iterable(batch.items() for batch in found))
        return {name(node): outcomes.get(name(node), Outcome("failed", "pytest did not report it")) for node in nodes}

    def run_batch(self, batch, nodes, port, accounts, region):
        configuration, report, output = (batch.with_suffix(suffix) for suffix in [".conf", ".xml", ".log"])
        write_configuration(configuration, port, accounts, region)
        with open(output, "wb") as log:
            try:
                self.pytest(
                    configuration, region, f"--junit-xml={report}", *nodes, stdout=log, stderr=log, timeout=BATCH_LIMIT)
            except subprocess.TimeoutExpired:
                return {}
        return read_report(report)


def environment(configuration, region):
    """Nothing of the caller's own AWS configuration, as botocore would mix it in."""
    own = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "S3"))}
    return {
        **own,
        "S3TEST_CONF": str(configuration),
        "AWS_DEFAULT_REGION": region,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def kind(node):
    """Which gateway a test needs: one with calendar days, when it compares the date at which an object expires; one
    elsewhere, when it wants what the suite leaves out unless it is configured: buckets with a location, which those in
    us-east-1 have not, or several storage classes, of which others would make hundreds of tests more."""
    if "expiration_header" in node:
        return "dates"
    return "elsewhere" if ELSEWHERE.fullmatch(name(node)) else "others"


def name(node):
    """The test's own name, with its parameters: no two in the files have the same."""
    return node.split("::", 1)[1]


def write_configuration(file, port, accounts, region):
    configuration = configparser.RawConfigParser()
    configuration["DEFAULT"] = {"host": "127.0.0.1", "port": port, "is_secure": False, "ssl_verify": False}
    configuration["fixtures"] = {"bucket prefix": "conformance-{random}-"}
    for section, account in [("s3 main", accounts.main), ("s3 alt", accounts.alt), ("s3 tenant", accounts.tenant)]:
        configuration[section] = credentials(account)
    configuration["s3 main"]["lc_debug_interval"] = str(gateway.DAY)
    configuration["s3 tenant"]["tenant"] = "tenant"
    if region != gateway.REGION:
        configuration["s3 main"]["api_name"] = region
        # Beside STANDARD, two that take objects after any number of days, the second from the first.
        configuration["s3 main"]["storage_classes"] = "INTELLIGENT_TIERING GLACIER_IR"
    # The suite wants these sections; nobody with such keys exists, as there is no IAM.
    for section in ["iam", "iam root", "iam alt root"]:
        configuration[section] = credentials(gateway.Account(section))
    with open(file, "w") as output:
        configuration.write(output)


def credentials(account):
    return {
        "display_name": account.name,
        "user_id": account.canonical_id,
        "email": account.email,
        "access_key": account.access_key,
        "secret_key": account.secret_key,
    }


def read_report(file):
    """Outcomes by name. A test that fails and cannot clean up has two entries, and failed."""
    if not file.exists():
        return {}
    outcomes = collections.defaultdict(lambda: Outcome("passed"))
    for case in xml.etree.ElementTree.parse(file).iter("testcase"):
        outcome = read_case(case)
        if outcomes[case.get("name")].kind != "failed":
            outcomes[case.get("name")] = outcome
    return dict(outcomes)


def read_case(case):
    for tag, kind in [("failure", "failed"), ("error", "failed"), ("skipped", "skipped")]:
        element = case.find(tag)
        if element is not None:
            return Outcome(kind, " ".join((element.get("message") or "").split()))
    return Outcome("passed")
