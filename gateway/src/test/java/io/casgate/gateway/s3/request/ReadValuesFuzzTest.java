package io.casgate.gateway.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.ListStart;
import io.casgate.fuzz.FuzzTarget;
import io.casgate.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The small values of headers and queries: any octets are one or refused as the client's error, and reading is exact. */
class ReadValuesFuzzTest implements FuzzTarget {
    private static final long SIZE = 1000;

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "bytes=0-499",
                        "bytes = 0500 - ",
                        "bytes=-500",
                        "/bucket/a%20b/%C3%A9?versionId=null",
                        "a=b&c&d=%41+%2B&=e",
                        "a2V5",
                        "cGhvdG9zLw",
                        "\"abc\", W/\"def\", *",
                        "Sun, 06 Nov 1994 08:49:37 GMT",
                        "Sunday, 06-Nov-94 08:49:37 GMT",
                        "Sun Nov  6 08:49:37 1994",
                        "1994-11-06T08:49:37.5+01:00",
                        "my-bucket.example")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "bytes=",
                "99999999999999999999",
                "%",
                "%F0%9F%98%80",
                "%ED%A0%80",
                "?versionId=",
                "+999999999-12-31T23:59:59Z",
                "-18:00",
                "Sat, ",
                "xn--");
    }

    @Override
    public void check(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        range(ByteRange.parse(text));
        percentEncoding(PercentEncoding.decodeQuery(text));
        percentEncoding(new String(input, StandardCharsets.UTF_8));
        reading(Query::parse, text);
        reading(CopySource::parse, text);
        reading(BucketName::requireValid, text);
        reading(EntityTags::parse, text);
        token(reading(ContinuationToken::read, text));
        date(HttpDates.parse(text));
    }

    private static <T> @Nullable T reading(Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (S3Exception e) {
            assertThat(e.error().status()).isBetween(400, 499);
            return null;
        }
    }

    private static void range(@Nullable ByteRange range) {
        if (range == null) {
            return;
        }
        try {
            ByteRange.Resolved resolved = range.resolve(SIZE);
            assertThat(resolved.offset()).isBetween(0L, SIZE - 1);
            assertThat(resolved.length()).isBetween(1L, SIZE - resolved.offset());
        } catch (S3Exception e) {
            assertThat(e.error().status()).isEqualTo(416);
        }
    }

    private static void percentEncoding(@Nullable String text) {
        if (text != null) {
            String encoded = PercentEncoding.encode(text);
            assertThat(encoded).matches("[A-Za-z0-9%/._~-]*");
            assertThat(PercentEncoding.decodePath(encoded)).isEqualTo(text);
            assertThat(PercentEncoding.decodeQuery(encoded)).isEqualTo(text);
        }
    }

    private static void token(@Nullable ListStart start) {
        if (start != null) {
            assertThat(ContinuationToken.read(ContinuationToken.write(start))).isEqualTo(start);
        }
    }

    private static void date(@Nullable Instant date) {
        if (date != null && date.isAfter(Instant.EPOCH) && date.isBefore(Instant.parse("9999-12-31T23:59:59Z"))) {
            Instant again = Objects.requireNonNull(HttpDates.parse(HttpDates.header(date)));
            assertThat(again).isEqualTo(date.truncatedTo(ChronoUnit.SECONDS));
        }
    }
}
