"""A gateway in a process of its own, with the accounts that the suite uses."""

import json
import os
import re
import secrets
import subprocess
import time

# Where making a bucket that one has is a success, as tests want that were written for it; and where buckets have a
# location.
REGION = "us-east-1"
OTHER_REGION = "eu-central-1"

# Seconds that the suite takes for a day of lifecycle rules, and most of its tests want of the gateway.
DAY = 10
START_LIMIT = 600
STOP_LIMIT = 90
READY = re.compile(r"http://127\.0\.0\.1:(\d+)")


class Account:
    """Someone who signs requests, under a name, an address and keys that nobody else has."""

    def __init__(self, name):
        self.name = name
        self.email = re.sub(r"\W+", ".", name).lower() + "@example.org"
        self.canonical_id = secrets.token_hex(32)
        self.access_key = secrets.token_hex(10).upper()
        self.secret_key = secrets.token_hex(20)

    def identity(self):
        return {
            "name": self.name,
            "email": self.email,
            "canonical-id": self.canonical_id,
            "access-key": self.access_key,
            "secret-key": self.secret_key,
        }


class Accounts:
    """The three whose buckets one worker's tests use: what one worker lists and deletes, no other one sees."""

    def __init__(self, worker):
        self.main = Account(f"Main {worker}")
        self.alt = Account(f"Alt {worker}")
        self.tenant = Account(f"Tenant {worker}")

    def all(self):
        return [self.main, self.alt, self.tenant]


class Gateway:
    """Runs `casgate serve` on a free port while the `with` statement lasts; its value is the port."""

    def __init__(self, root, directory, workers, day, region):
        self.root = root
        self.day = day
        self.region = region
        self.directory = directory
        self.identities = [account.identity() for accounts in workers for account in accounts.all()]

    def __enter__(self):
        self.output = self.directory / "gateway.log"
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen(
                self.command(), env=self.environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            return self.await_ready()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_):
        self.stop()

    def command(self):
        identities = self.directory / "identities.json"
        identities.write_text(json.dumps({"identities": self.identities}))
        return [
            str(self.root / "casgate"), "serve", "--listen", "127.0.0.1:0", "--region", self.region,
            "--durability", "relaxed", "--data-dir", str(self.directory / "data"), "--identities", str(identities)]

    def environment(self):
        return {
            **os.environ,
            "CASGATE_ACCESS_KEY": secrets.token_hex(10).upper(),
            "CASGATE_SECRET_KEY": secrets.token_hex(20),
            "CASGATE_LIFECYCLE_DAY": self.day,
            "CASGATE_LIFECYCLE_INTERVAL": "1 s",
            "CASGATE_LIFECYCLE_POLL": "1 s",
            "CASGATE_LIFECYCLE_TRANSITION_MINIMUM_SIZE": "0 B",
        }

    def await_ready(self):
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline and self.process.poll() is None:
            match = READY.search(self.output.read_text(errors="replace"))
            if match:
                return int(match.group(1))
            time.sleep(0.1)
        raise RuntimeError("The gateway did not start:\n" + self.output.read_text(errors="replace"))

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
