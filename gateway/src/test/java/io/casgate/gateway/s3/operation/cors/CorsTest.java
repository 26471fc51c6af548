package io.casgate.gateway.s3.operation.cors;

import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, on a service in memory. */
class CorsTest extends OneBucket {
    private static final String ORIGIN = "https://app.example";

    private Answer configure(String rules) {
        String document = "<CORSConfiguration>" + rules + "</CORSConfiguration>";
        return s3.send(S3Requests.of("PUT", "/bucket?cors").body(utf8(document)));
    }

    private void allowApp() {
        assertThat(configure(
                                "<CORSRule><AllowedOrigin>" + ORIGIN + "</AllowedOrigin>"
                                        + "<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>"
                                        + "<AllowedHeader>x-amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
                                        + "<ExposeHeader>x-amz-request-id</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds></CORSRule>"
                                        + "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>HEAD</AllowedMethod></CORSRule>")
                        .status())
                .isEqualTo(200);
    }

    private Answer preflight(String target, String origin, String method, String headers) {
        S3Requests request = S3Requests.of("OPTIONS", target)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method);
        return s3.sendUnsigned(headers.isEmpty() ? request : request.header("Access-Control-Request-Headers", headers));
    }

    @Test
    void rulesAreToldAndTakenAway() {
        assertThat(send("GET", "/bucket?cors").errorCode()).isEqualTo("NoSuchCORSConfiguration");
        allowApp();
        XmlElement rule = send("GET", "/bucket?cors")
                .xml("CORSConfiguration")
                .children("CORSRule")
                .getFirst();
        assertThat(rule.children().stream().map(XmlElement::name))
                .containsExactly(
                        "AllowedHeader",
                        "AllowedMethod",
                        "AllowedMethod",
                        "AllowedOrigin",
                        "ExposeHeader",
                        "ExposeHeader",
                        "MaxAgeSeconds");
        assertThat(send("DELETE", "/bucket?cors").status()).isEqualTo(204);
        assertThat(send("DELETE", "/bucket?cors").status()).isEqualTo(204);
        assertThat(send("GET", "/bucket?cors").errorCode()).isEqualTo("NoSuchCORSConfiguration");
    }

    @Test
    void documentsAreAtMost64KiBLong() {
        String rule = "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>";
        Answer answer = configure(rule + " ".repeat(64 << 10));
        assertThat(answer.errorCode()).isEqualTo("MaxMessageLengthExceeded");
        assertThat(answer.requestBody().wasAsked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket", "/bucket/key", "/bucket/key?uploads"})
    void preflightsOfAllowedRequestsSucceedWithoutSignature(String target) {
        allowApp();
        Answer answer = preflight(target, ORIGIN, "PUT", "X-Amz-Date, x-amz-acl");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, PUT");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("x-amz-date, x-amz-acl");
        assertThat(answer.header("Access-Control-Expose-Headers")).isEqualTo("ETag, x-amz-request-id");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(answer.header("Vary"))
                .isEqualTo("Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example, PUT, ''",
        "https://app.example, DELETE, ''",
        "https://app.example, PUT, content-type",
    })
    void otherPreflightsAreForbidden(String origin, String method, String headers) {
        allowApp();
        Answer answer = preflight("/bucket/key", origin, method, headers);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.has("Access-Control-Allow-Origin")).isFalse();
        XmlElement error = answer.xml("Error");
        assertThat(error.requiredText("Code")).isEqualTo("AccessForbidden");
        assertThat(error.requiredText("Message")).startsWith("CORSResponse: This CORS request is not allowed.");
        assertThat(error.requiredText("Method")).isEqualTo(method);
        assertThat(error.requiredText("ResourceType")).isEqualTo("OBJECT");
    }

    @Test
    void preflightsMustSayWhatTheyAsk() {
        allowApp();
        assertThat(s3.sendUnsigned(S3Requests.of("OPTIONS", "/bucket")).errorCode())
                .isEqualTo("BadRequest");
        assertThat(s3.sendUnsigned(S3Requests.of("OPTIONS", "/bucket").header("Origin", ORIGIN))
                        .xml("Error")
                        .requiredText("Message"))
                .isEqualTo("Invalid Access-Control-Request-Method: null");
        assertThat(preflight("/bucket", ORIGIN, "PATCH", "").status()).isEqualTo(400);
    }

    @Test
    void whereThereAreNoRulesNothingIsAllowed() {
        Answer answer = preflight("/bucket", ORIGIN, "GET", "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.xml("Error").requiredText("Message"))
                .isEqualTo("CORSResponse: CORS is not enabled for this bucket.");
        assertThat(preflight("/elsewhere", ORIGIN, "GET", "").errorCode()).isEqualTo("NoSuchBucket");
        assertThat(preflight("/", ORIGIN, "GET", "").errorCode()).isEqualTo("NoSuchBucket");
    }

    @Test
    void answersTellBrowsersWhoMaySeeThem() {
        allowApp();
        put("/bucket/key", HELLO);
        Answer shown = s3.send(S3Requests.of("GET", "/bucket/key").header("Origin", ORIGIN));
        assertThat(shown.bytes()).isEqualTo(HELLO);
        assertThat(shown.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(shown.header("Access-Control-Expose-Headers")).isEqualTo("ETag, x-amz-request-id");
        assertThat(shown.header("ETag")).contains(HELLO_MD5);

        Answer anyone = s3.send(S3Requests.of("HEAD", "/bucket/key").header("Origin", "https://other.example"));
        assertThat(anyone.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(anyone.has("Access-Control-Allow-Credentials")).isFalse();
    }

    @Test
    void errorsTellThemToo() {
        allowApp();
        Answer absent = s3.send(S3Requests.of("GET", "/bucket/none").header("Origin", ORIGIN));
        assertThat(absent.status()).isEqualTo(404);
        assertThat(absent.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        Answer unsigned = s3.sendUnsigned(S3Requests.of("GET", "/bucket/none").header("Origin", ORIGIN));
        assertThat(unsigned.status()).isEqualTo(403);
        assertThat(unsigned.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        Answer unknown = s3.send(S3Requests.of("GET", "/bucket?inventory").header("Origin", ORIGIN));
        assertThat(unknown.status()).isEqualTo(501);
        assertThat(unknown.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
    }

    @Test
    void othersAreToldNothing() {
        allowApp();
        put("/bucket/key", HELLO);
        assertThat(send("GET", "/bucket/key").has("Access-Control-Allow-Origin"))
                .isFalse();
        assertThat(send("GET", "/bucket/key").has("Vary")).isFalse();
        Answer other = s3.send(S3Requests.of("GET", "/bucket/key").header("Origin", "https://other.example"));
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.has("Access-Control-Allow-Origin")).isFalse();
        assertThat(s3.send(S3Requests.of("GET", "/").header("Origin", ORIGIN)).has("Access-Control-Allow-Origin"))
                .isFalse();
    }
}
