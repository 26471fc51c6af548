// What a JavaScript program does with S3, by the SDK's defaults. Arguments: endpoint, a bucket to make and remove.
'use strict';

const assert = require('node:assert/strict');
const { randomBytes } = require('node:crypto');
const { Readable } = require('node:stream');
const S3 = require('@aws-sdk/client-s3');
const { Upload } = require('@aws-sdk/lib-storage');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');

const MIB = 1 << 20;
const KEYS = ['a+b %25.txt', 'folder/grüße', 'folder/日本語', 'folder/nested/emoji 😀', 'quote\'"<&>.txt', '//twice//'];
const [endpoint, Bucket] = process.argv.slice(2);
const options = { endpoint, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1 };
const s3 = new S3.S3(options);

async function content(answer) {
  return Buffer.from(await answer.Body.transformToByteArray());
}

async function objects() {
  const body = randomBytes(300_000);
  const put = await s3.putObject({ Bucket, Key: 'k', Body: body, ContentType: 'text/x-test', Metadata: { colour: 'blue' } });
  const got = await s3.getObject({ Bucket, Key: 'k' });
  assert.deepEqual(await content(got), body);
  assert.equal(got.ETag, put.ETag);
  assert.equal(got.ContentType, 'text/x-test');
  assert.deepEqual(got.Metadata, { colour: 'blue' });
  const range = await s3.getObject({ Bucket, Key: 'k', Range: 'bytes=100-199' });
  assert.deepEqual(await content(range), body.subarray(100, 200));

  // A stream goes out in aws-chunked framing, with its checksum in a trailer.
  await s3.putObject({ Bucket, Key: 'stream', Body: Readable.from([body.subarray(0, 1000), body.subarray(1000)]), ContentLength: body.length });
  const streamed = await s3.getObject({ Bucket, Key: 'stream', ChecksumMode: 'ENABLED' });
  assert.deepEqual(await content(streamed), body);
  assert.equal(streamed.ContentEncoding, undefined);
  assert.ok(streamed.ChecksumCRC32);

  await assert.rejects(s3.getObject({ Bucket, Key: 'missing' }), S3.NoSuchKey);
  await assert.rejects(s3.headObject({ Bucket, Key: 'missing' }), S3.NotFound);
  await assert.rejects(s3.putObject({ Bucket, Key: 'k', Body: 'x', IfNoneMatch: '*' }), { name: 'PreconditionFailed' });
}

async function transfers() {
  const body = randomBytes(24 * MIB + 17);
  const Body = Readable.from((function* () {
    for (let i = 0; i < body.length; i += 100_000) yield body.subarray(i, i + 100_000);
  })());
  const uploaded = await new Upload({ client: s3, params: { Bucket, Key: 'transfer/stream', Body }, partSize: 8 * MIB }).done();
  assert.match(uploaded.ETag, /-4"$/);
  await s3.copyObject({ Bucket, Key: 'transfer/copy', CopySource: `${Bucket}/transfer/stream` });
  assert.deepEqual(await content(await s3.getObject({ Bucket, Key: 'transfer/copy' })), body);
  const part = await s3.getObject({ Bucket, Key: 'transfer/stream', PartNumber: 4 });
  assert.equal(part.PartsCount, 4);
  assert.deepEqual(await content(part), body.subarray(24 * MIB));
}

async function listings() {
  for (const Key of KEYS) {
    await s3.putObject({ Bucket, Key, Body: Key });
    assert.equal((await content(await s3.getObject({ Bucket, Key }))).toString(), Key);
  }
  const found = [];
  for await (const page of S3.paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket })) {
    found.push(...page.Contents.map((item) => item.Key));
  }
  for (const key of KEYS) assert.ok(found.includes(key), `${key} in ${found}`);
  const top = await s3.listObjectsV2({ Bucket, Delimiter: '/' });
  assert.deepEqual(top.CommonPrefixes.map((prefix) => prefix.Prefix), ['/', 'folder/', 'transfer/']);
}

async function presigned() {
  // By default, the URL would contain the checksum of the empty body that there is at this time.
  const signer = new S3.S3Client({ ...options, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const put = await getSignedUrl(signer, new S3.PutObjectCommand({ Bucket, Key: 'signed url' }));
  assert.equal((await fetch(put, { method: 'PUT', body: 'by url' })).status, 200);
  const get = await getSignedUrl(s3, new S3.GetObjectCommand({ Bucket, Key: 'signed url' }));
  assert.equal(await (await fetch(get)).text(), 'by url');
}

async function removal() {
  await assert.rejects(s3.deleteBucket({ Bucket }), { name: 'BucketNotEmpty' });
  const { Contents } = await s3.listObjectsV2({ Bucket });
  const answer = await s3.deleteObjects({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } });
  assert.equal(answer.Deleted.length, Contents.length);
  assert.equal(answer.Errors, undefined);
  await s3.deleteBucket({ Bucket });
  assert.ok(!(await s3.listBuckets({})).Buckets.some((bucket) => bucket.Name === Bucket));
}

async function main() {
  await s3.createBucket({ Bucket });
  for (const walk of [objects, transfers, listings, presigned, removal]) await walk();
  console.log('@aws-sdk/client-s3', require('@aws-sdk/client-s3/package.json').version, 'walked');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
