"""What a Python program does with S3, by the SDK's defaults. Arguments: endpoint, a bucket to make and remove."""

import io
import os
import sys
import tempfile
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

MIB = 1 << 20
KEYS = ["a+b %25.txt", "folder/grüße", "folder/日本語", "folder/nested/emoji 😀", "quote'\"<&>.txt", "//twice//"]


class Unseekable(io.RawIOBase):
    """A pipe, so to say: of unknown length, and read once."""

    def __init__(self, data):
        self.source = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self.source.readinto(buffer)


def expect_error(status, code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"{call.__name__} should have failed with {code}")


def objects(s3, bucket):
    body = os.urandom(300_000)
    put = s3.put_object(Bucket=bucket, Key="k", Body=body, ContentType="text/x-test", Metadata={"colour": "blue"})
    got = s3.get_object(Bucket=bucket, Key="k")
    assert got["Body"].read() == body
    assert got["ETag"] == put["ETag"]
    assert got["ContentType"] == "text/x-test"
    assert got["Metadata"] == {"colour": "blue"}
    assert s3.get_object(Bucket=bucket, Key="k", Range="bytes=100-199")["Body"].read() == body[100:200]
    for algorithm in "CRC32", "SHA1", "SHA256":
        s3.put_object(Bucket=bucket, Key="k", Body=io.BytesIO(body), ChecksumAlgorithm=algorithm)
        head = s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
        assert head["Checksum" + algorithm], head
        assert "ContentEncoding" not in head, head
        assert s3.get_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")["Body"].read() == body
    expect_error(404, "NoSuchKey", s3.get_object, Bucket=bucket, Key="missing")
    expect_error(404, "404", s3.head_object, Bucket=bucket, Key="missing")
    expect_error(412, "412", s3.head_object, Bucket=bucket, Key="k", IfMatch='"other"')


def transfers(s3, bucket):
    """Files and streams in parts of 8 MiB, up, over and down."""
    config = TransferConfig(multipart_threshold=8 * MIB, multipart_chunksize=8 * MIB, max_concurrency=4)
    body = os.urandom(24 * MIB + 17)
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "file")
        with open(path, "wb") as file:
            file.write(body)
        s3.upload_file(path, bucket, "transfer/file", Config=config)
        s3.download_file(bucket, "transfer/file", path + ".back", Config=config)
        with open(path + ".back", "rb") as file:
            assert file.read() == body
    assert s3.head_object(Bucket=bucket, Key="transfer/file")["ETag"].endswith('-4"')
    s3.upload_fileobj(Unseekable(body), bucket, "transfer/stream", Config=config)
    s3.copy({"Bucket": bucket, "Key": "transfer/stream"}, bucket, "transfer/copy", Config=config)
    back = io.BytesIO()
    s3.download_fileobj(bucket, "transfer/copy", back, Config=config)
    assert back.getvalue() == body


def listings(s3, bucket):
    for key in KEYS:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
        assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == key.encode()
    for operation in "list_objects", "list_objects_v2":
        pages = s3.get_paginator(operation).paginate(Bucket=bucket, PaginationConfig={"PageSize": 2})
        found = [item["Key"] for page in pages for item in page.get("Contents", [])]
        assert set(KEYS) <= set(found), found
        assert found == sorted(found, key=lambda key: key.encode()), found
    top = s3.list_objects_v2(Bucket=bucket, Delimiter="/")
    assert [prefix["Prefix"] for prefix in top["CommonPrefixes"]] == ["/", "folder/", "transfer/"], top


def presigned(s3, bucket):
    url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "signed url"})
    with urllib.request.urlopen(urllib.request.Request(url, data=b"by url", method="PUT")) as answer:
        assert answer.status == 200
    url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "signed url"})
    with urllib.request.urlopen(url) as answer:
        assert answer.read() == b"by url"


def removal(s3, bucket):
    expect_error(409, "BucketNotEmpty", s3.delete_bucket, Bucket=bucket)
    while keys := s3.list_objects_v2(Bucket=bucket, MaxKeys=4).get("Contents"):
        named = [{"Key": item["Key"]} for item in keys]
        answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": named})
        assert len(answer["Deleted"]) == len(named) and "Errors" not in answer, answer
    s3.delete_bucket(Bucket=bucket)
    assert bucket not in [found["Name"] for found in s3.list_buckets()["Buckets"]]


def main():
    endpoint, bucket = sys.argv[1:]
    config = Config(
        signature_version="s3v4", retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, read_timeout=120
    )
    s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", config=config)
    s3.create_bucket(Bucket=bucket)
    for walk in objects, transfers, listings, presigned, removal:
        walk(s3, bucket)
    print("boto3", boto3.__version__, "walked")


main()
