package io.casgate.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.catalog.UnknownOutcomeException;
import io.casgate.dedup.CorruptContentException;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.gateway.http.BodyException;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.http.ResponseBody;
import io.casgate.gateway.s3.error.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorResponsesTest {
    private final ErrorResponses errors = new ErrorResponses("host-id");

    private Response render(RuntimeException failure) {
        return errors.render(S3Requests.of("GET", "/bucket/a%26b").build(), failure);
    }

    private static String text(Response response) {
        return StandardCharsets.UTF_8
                .decode(((ResponseBody.Bytes) response.body()).bytes().duplicate())
                .toString();
    }

    @Test
    void rendersEverythingThatClientsLookFor() {
        Response response =
                render(S3Error.NO_SUCH_KEY.exception().with("Key", "a&b").withHeader("x-a", "1"));
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers().first("Content-Type")).isEqualTo("application/xml");
        assertThat(response.headers().first("x-amz-id-2")).isEqualTo("host-id");
        assertThat(response.headers().first("x-a")).isEqualTo("1");
        assertThat(text(response))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
                        + "<Message>The specified key does not exist.</Message><Key>a&amp;b</Key>"
                        + "<Resource>/bucket/a%26b</Resource><RequestId>REQUESTID</RequestId>"
                        + "<HostId>host-id</HostId></Error>");
    }

    @ParameterizedTest
    @EnumSource(S3Error.class)
    void givesEveryErrorACodeAStatusAndAMessage(S3Error error) {
        Response response = render(error.exception());
        assertThat(response.status()).isBetween(400, 599);
        assertThat(text(response))
                .contains("<Code>" + error.code() + "</Code>")
                .containsPattern("<Message>[^<]+</Message>");
    }

    @Test
    void hasEveryCodeOnce() {
        assertThat(Arrays.stream(S3Error.values()).map(S3Error::code)).doesNotHaveDuplicates();
    }

    @Test
    void tellsClientsToComeBackWhenTheStoreIsAway() {
        assertThat(render(new StoreUnavailableException("away")).status()).isEqualTo(503);
        assertThat(render(new UnknownOutcomeException("nobody knows")).status()).isEqualTo(503);
        assertThat(text(render(new StoreUnavailableException("secret"))))
                .contains("SlowDown")
                .doesNotContain("secret");
    }

    @Test
    void tellsNobodyWhatBrokeInside() {
        assertThat(render(new CorruptContentException("segment 12")).status()).isEqualTo(500);
        assertThat(text(render(new IllegalStateException("secret"))))
                .contains("InternalError")
                .doesNotContain("secret");
    }

    @Test
    void blamesTheBodyThatDidNotArrive() {
        assertThat(text(render(new BodyException(BodyException.Reason.INCOMPLETE, "short"))))
                .contains("IncompleteBody");
        assertThat(text(render(new BodyException(BodyException.Reason.TIMED_OUT, "slow"))))
                .contains("RequestTimeout");
    }
}
