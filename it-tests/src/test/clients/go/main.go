// What a Go program does with S3, by the SDK's defaults. Arguments: endpoint, a bucket to make and remove.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

const mib = 1 << 20

var keys = []string{"a+b %25.txt", "folder/grüße", "folder/日本語", "folder/nested/emoji 😀", "quote'\"<&>.txt", "//twice//"}

type walk struct {
	ctx    context.Context
	s3     *s3.Client
	bucket *string
}

func main() {
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx,
		config.WithRegion("us-east-1"), config.WithBaseEndpoint(os.Args[1]), config.WithRetryMaxAttempts(1))
	check(err)
	client := s3.NewFromConfig(settings, func(o *s3.Options) { o.UsePathStyle = true })
	w := walk{ctx, client, aws.String(os.Args[2])}
	_, err = w.s3.CreateBucket(w.ctx, &s3.CreateBucketInput{Bucket: w.bucket})
	check(err)
	w.objects()
	w.transfers()
	w.listings()
	w.presigned()
	w.removal()
	fmt.Println("aws-sdk-go-v2", aws.SDKVersion, "walked")
}

func (w walk) objects() {
	body := random(300_000)
	put, err := w.s3.PutObject(w.ctx, &s3.PutObjectInput{
		Bucket: w.bucket, Key: aws.String("k"), Body: bytes.NewReader(body),
		ContentType: aws.String("text/x-test"), Metadata: map[string]string{"colour": "blue"},
	})
	check(err)
	got, err := w.s3.GetObject(w.ctx, &s3.GetObjectInput{
		Bucket: w.bucket, Key: aws.String("k"), ChecksumMode: types.ChecksumModeEnabled,
	})
	check(err)
	expect(bytes.Equal(read(got.Body), body), "content")
	expect(*got.ETag == *put.ETag, "ETag")
	expect(*got.ContentType == "text/x-test", "Content-Type")
	expect(got.ContentEncoding == nil, "no Content-Encoding")
	expect(got.Metadata["colour"] == "blue", "metadata")
	expect(got.ChecksumCRC32 != nil, "a checksum by default")

	_, err = w.s3.GetObject(w.ctx, &s3.GetObjectInput{Bucket: w.bucket, Key: aws.String("missing")})
	var missing *types.NoSuchKey
	expect(errors.As(err, &missing), "NoSuchKey")
	_, err = w.s3.HeadObject(w.ctx, &s3.HeadObjectInput{Bucket: w.bucket, Key: aws.String("missing")})
	var notFound *types.NotFound
	expect(errors.As(err, &notFound), "NotFound")
	_, err = w.s3.PutObject(w.ctx, &s3.PutObjectInput{
		Bucket: w.bucket, Key: aws.String("k"), Body: strings.NewReader("x"), IfNoneMatch: aws.String("*"),
	})
	var refused smithy.APIError
	expect(errors.As(err, &refused) && refused.ErrorCode() == "PreconditionFailed", "PreconditionFailed")
}

func (w walk) transfers() {
	body := random(24*mib + 17)
	uploader := manager.NewUploader(w.s3, func(u *manager.Uploader) { u.PartSize = 8 * mib })
	// Hides that the reader could seek, as a pipe cannot.
	stream := struct{ io.Reader }{bytes.NewReader(body)}
	uploaded, err := uploader.Upload(w.ctx, &s3.PutObjectInput{
		Bucket: w.bucket, Key: aws.String("transfer/stream"), Body: stream,
	})
	check(err)
	expect(strings.HasSuffix(*uploaded.ETag, "-4\""), "ETag of four parts")
	_, err = w.s3.CopyObject(w.ctx, &s3.CopyObjectInput{
		Bucket: w.bucket, Key: aws.String("transfer/copy"), CopySource: aws.String(*w.bucket + "/transfer/stream"),
	})
	check(err)
	back := manager.NewWriteAtBuffer(nil)
	downloader := manager.NewDownloader(w.s3, func(d *manager.Downloader) { d.PartSize = 5 * mib })
	_, err = downloader.Download(w.ctx, back, &s3.GetObjectInput{Bucket: w.bucket, Key: aws.String("transfer/copy")})
	check(err)
	expect(bytes.Equal(back.Bytes(), body), "content of the copy")
}

func (w walk) listings() {
	for _, key := range keys {
		_, err := w.s3.PutObject(w.ctx, &s3.PutObjectInput{
			Bucket: w.bucket, Key: aws.String(key), Body: strings.NewReader(key),
		})
		check(err)
	}
	found := w.list()
	for _, key := range keys {
		expect(slices.Contains(found, key), "%q in %q", key, found)
	}
	expect(slices.IsSorted(found), "order of %q", found)
	top, err := w.s3.ListObjectsV2(w.ctx, &s3.ListObjectsV2Input{Bucket: w.bucket, Delimiter: aws.String("/")})
	check(err)
	expect(len(top.CommonPrefixes) == 3, "three folders")
}

func (w walk) list() []string {
	var found []string
	pages := s3.NewListObjectsV2Paginator(w.s3, &s3.ListObjectsV2Input{Bucket: w.bucket, MaxKeys: aws.Int32(2)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(w.ctx)
		check(err)
		for _, item := range page.Contents {
			found = append(found, *item.Key)
		}
	}
	return found
}

func (w walk) presigned() {
	signer := s3.NewPresignClient(w.s3)
	put, err := signer.PresignPutObject(w.ctx, &s3.PutObjectInput{Bucket: w.bucket, Key: aws.String("signed url")})
	check(err)
	w.send(put.Method, put.URL, put.SignedHeader, "by url")
	get, err := signer.PresignGetObject(w.ctx, &s3.GetObjectInput{Bucket: w.bucket, Key: aws.String("signed url")})
	check(err)
	expect(w.send(get.Method, get.URL, get.SignedHeader, "") == "by url", "content by URL")
}

func (w walk) send(method, url string, headers http.Header, body string) string {
	request, err := http.NewRequestWithContext(w.ctx, method, url, strings.NewReader(body))
	check(err)
	request.Header = headers
	answer, err := http.DefaultClient.Do(request)
	check(err)
	expect(answer.StatusCode == http.StatusOK, "%s", answer.Status)
	return string(read(answer.Body))
}

func (w walk) removal() {
	var named []types.ObjectIdentifier
	for _, key := range w.list() {
		named = append(named, types.ObjectIdentifier{Key: aws.String(key)})
	}
	deleted, err := w.s3.DeleteObjects(w.ctx, &s3.DeleteObjectsInput{
		Bucket: w.bucket, Delete: &types.Delete{Objects: named},
	})
	check(err)
	expect(len(deleted.Deleted) == len(named) && len(deleted.Errors) == 0, "everything deleted")
	_, err = w.s3.DeleteBucket(w.ctx, &s3.DeleteBucketInput{Bucket: w.bucket})
	check(err)
}

func random(length int) []byte {
	data := make([]byte, length)
	rand.Read(data)
	return data
}

func read(body io.ReadCloser) []byte {
	defer body.Close()
	data, err := io.ReadAll(body)
	check(err)
	return data
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func expect(holds bool, what string, details ...any) {
	if !holds {
		panic(fmt.Sprintf("not as expected: "+what, details...))
	}
}
