package io.casgate.gateway.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.casgate.catalog.ListStart;
import io.casgate.catalog.VersionId;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.request.Preconditions.Outcome;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges, conditions, dates, names: the values that requests are made of. */
class ReadValuesTest {
    private static final Instant MODIFIED = Instant.parse("2026-11-20T08:00:00.700Z");

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 10, 0, 1",
        "bytes=0-9, 10, 0, 10",
        "bytes=0-99, 10, 0, 10",
        "bytes=9-, 10, 9, 1",
        "bytes=0-, 10, 0, 10",
        "bytes=-1, 10, 9, 1",
        "bytes=-99, 10, 0, 10",
        "bytes=5-5, 10, 5, 1",
        "bytes = 2 - 4, 10, 2, 3",
        "bytes=0-99999999999999999999999, 10, 0, 10",
        "bytes=5000000000-, 5368709120, 5000000000, 368709120",
    })
    void resolvesRanges(String header, long size, long offset, long length) {
        assertThat(Objects.requireNonNull(ByteRange.parse(header)).resolve(size))
                .isEqualTo(new ByteRange.Resolved(offset, length));
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-, 10", "bytes=10-20, 10", "bytes=-0, 10", "bytes=0-, 0", "bytes=-5, 0", "bytes=0-0, 0"})
    void refusesRangesWithoutAnyByteOfTheObject(String header, long size) {
        S3Exception refusal = assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(
                        () -> Objects.requireNonNull(ByteRange.parse(header)).resolve(size))
                .actual();
        assertThat(refusal.error()).isEqualTo(S3Error.INVALID_RANGE);
        assertThat(refusal.headers().first("Content-Range")).isEqualTo("bytes */" + size);
        assertThat(refusal.details())
                .containsEntry("RangeRequested", header)
                .containsEntry("ActualObjectSize", Long.toString(size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"})
    void takesNoNoticeOfWhatIsNotOneRange(String header) {
        assertThat(ByteRange.parse(header)).isNull();
    }

    @Test
    void writesContentRange() {
        assertThat(new ByteRange.Resolved(2, 3).contentRange(10)).isEqualTo("bytes 2-4/10");
    }

    /** The time is that of the object, to the second, a second before it or a second after it. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // If-Match, If-Unmodified-Since, If-None-Match, If-Modified-Since
                "-, -, -, -, PROCEED",
                "etag, -, -, -, PROCEED",
                "*, -, -, -, PROCEED",
                "'\"x\", \"etag\"', -, -, -, PROCEED",
                "W/\"etag\", -, -, -, PROCEED",
                "other, -, -, -, FAILED",
                "-, 0, -, -, PROCEED",
                "-, 1, -, -, PROCEED",
                "-, -1, -, -, FAILED",
                "etag, -1, -, -, PROCEED",
                "other, 1, -, -, FAILED",
                "-, -, etag, -, NOT_MODIFIED",
                "-, -, *, -, NOT_MODIFIED",
                "-, -, other, -, PROCEED",
                "-, -, -, 0, NOT_MODIFIED",
                "-, -, -, 1, NOT_MODIFIED",
                "-, -, -, -1, PROCEED",
                "-, -, etag, -1, NOT_MODIFIED",
                "-, -, other, 0, PROCEED",
                "etag, -, etag, -, NOT_MODIFIED",
                "other, -, other, -, FAILED",
                "-, -1, etag, -, FAILED",
            })
    void evaluatesConditionsByTheirPrecedence(
            String ifMatch, Integer unmodifiedSince, String ifNoneMatch, Integer modifiedSince, Outcome expected) {
        Preconditions conditions = new Preconditions(
                ifMatch == null ? null : EntityTags.parse(ifMatch),
                ifNoneMatch == null ? null : EntityTags.parse(ifNoneMatch),
                modifiedSince == null ? null : second(modifiedSince),
                unmodifiedSince == null ? null : second(unmodifiedSince));
        assertThat(conditions.evaluate("etag", MODIFIED)).isEqualTo(expected);
    }

    private static Instant second(int offset) {
        return Objects.requireNonNull(HttpDates.parse(HttpDates.header(MODIFIED)))
                .plusSeconds(offset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "1994-11-06T08:49:37Z"
            })
    void readsDatesInEveryForm(String text) {
        assertThat(HttpDates.parse(text)).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @Test
    void takesNoNoticeOfWhatIsNoDate() {
        assertThat(HttpDates.parse("yesterday")).isNull();
    }

    @Test
    void writesDates() {
        Instant early = Instant.parse("2026-01-02T03:04:05.678Z");
        assertThat(HttpDates.header(early)).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
        assertThat(HttpDates.xml(early)).isEqualTo("2026-01-02T03:04:05.000Z");
    }

    @ParameterizedTest
    @CsvSource({
        "bucket/key, bucket, key",
        "/bucket/key, bucket, key",
        "bucket//key/, bucket, /key/",
        "bucket%2Fa%2Fb, bucket, a/b",
        "/bucket/a%20b?versionId=null, bucket, a b",
        "bucket/what?, bucket, what?",
        "bucket/%E4%BD%A0+, bucket, 你+",
    })
    void readsCopySources(String header, String bucket, String key) {
        assertThat(CopySource.parse(header))
                .isEqualTo(new CopySource(bucket, key, header.contains("versionId") ? VersionId.NULL : null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "bucket", "bucket/", "//key", "bucket/%zz", "bucket/key?versionId=123"})
    void refusesCopySourcesThatNameNoObject(String header) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> CopySource.parse(header))
                .returns(S3Error.INVALID_ARGUMENT, S3Exception::error);
    }

    @ParameterizedTest
    @CsvSource({"a/b, a/b", "a b, a%20b", "a+b, a%2Bb", "%, %25", "ä, %C3%A4", "~-_., ~-_.", "'\u0001', %01", "*, %2A"})
    void encodesKeysForUrls(String key, String encoded) {
        assertThat(PercentEncoding.encode(key)).isEqualTo(encoded);
        assertThat(PercentEncoding.decodePath(encoded)).isEqualTo(key);
        assertThat(PercentEncoding.decodeQuery(encoded)).isEqualTo(key);
    }

    @Test
    void carriesListingsOnWithTokens() {
        for (ListStart start : new ListStart[] {
            new ListStart.AfterKey("a\u0000ä😀"), new ListStart.AfterPrefix("p/"), new ListStart.AfterKey("")
        }) {
            String token = ContinuationToken.write(start);
            assertThat(token).matches("[A-Za-z0-9_-]+");
            assertThat(ContinuationToken.read(token)).isEqualTo(start);
        }
    }
}
