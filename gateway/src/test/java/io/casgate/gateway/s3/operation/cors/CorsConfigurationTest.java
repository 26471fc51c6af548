package io.casgate.gateway.s3.operation.cors;

import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.xml.XmlReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsConfigurationTest {
    private static final String ALLOWED =
            "<AllowedOrigin>http://a.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod>";

    private static CorsConfiguration read(String content) {
        String document = "<CORSConfiguration>" + content + "</CORSConfiguration>";
        return CorsConfiguration.read(XmlReader.read(utf8(document), CorsConfiguration.ROOT));
    }

    private static CorsConfiguration rule(String content) {
        return read("<CORSRule>" + content + "</CORSRule>");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.example, http://a.example, true",
        "http://a.example, https://a.example, false",
        "http://a.example, http://a.example:8080, false",
        "http://*.example, http://a.example, true",
        "http://*.example, http://.example, true",
        "http://*.example, http://example, false",
        "*suffix, a.suffix, true",
        "*suffix, a.suffix.b, false",
        "prefix*, prefix, true",
        "start*end, startend, true",
        "start*end, start1end, true",
        "start*end, 0start1end, false",
        "aba*aba, aba, false",
        "*, null, true",
        "http://A.example, http://a.example, false",
    })
    void originsMatchByTheirPattern(String pattern, String origin, boolean found) {
        CorsConfiguration configuration =
                rule("<AllowedOrigin>" + pattern + "</AllowedOrigin><AllowedMethod>GET</AllowedMethod>");
        assertThat(configuration.find(origin, "GET", List.of()).isPresent()).isEqualTo(found);
        assertThat(configuration.find(origin, "PUT", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', x-amz-date, false",
        "*, x-amz-date content-type, true",
        "x-amz-*, x-amz-date, true",
        "X-Amz-*, x-amz-date, true",
        "x-amz-*, x-amz-date content-type, false",
        "content-type, Content-Type, true",
        "content-*, content-, true",
        "content-type, content-type2, false",
    })
    void everyHeaderMustBeAllowed(String pattern, String headers, boolean found) {
        CorsConfiguration configuration = rule(ALLOWED + "<AllowedHeader>" + pattern + "</AllowedHeader>");
        List<String> requested = List.of(headers.split(" ", -1));
        assertThat(configuration.find("http://a.example", "GET", requested).isPresent())
                .isEqualTo(found);
    }

    @Test
    void theFirstRuleThatAllowsItCounts() {
        CorsConfiguration configuration = read("<CORSRule><ID>1</ID>" + ALLOWED + "</CORSRule>"
                + "<CORSRule><ID>2</ID><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>"
                + "<AllowedMethod>GET</AllowedMethod></CORSRule>");
        assertThat(configuration.find("http://a.example", "GET", List.of()))
                .hasValueSatisfying(rule -> assertThat(rule.id()).isEqualTo("1"));
        assertThat(configuration.find("http://a.example", "PUT", List.of()))
                .hasValueSatisfying(rule -> assertThat(rule.id()).isEqualTo("2"));
        assertThat(configuration.find("http://a.example", "DELETE", List.of())).isEmpty();
    }

    @Test
    void isReadAsItIsWritten() {
        CorsConfiguration configuration = rule("<ID>&lt;1&gt;</ID>" + ALLOWED + "<AllowedHeader>*</AllowedHeader>"
                + "<ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-amz-meta-a</ExposeHeader>"
                + "<MaxAgeSeconds>3000</MaxAgeSeconds>");
        assertThat(CorsConfiguration.parse(configuration.write().text())).isEqualTo(configuration);
    }

    @ParameterizedTest
    @CsvSource({
        "<AllowedOrigin>*</AllowedOrigin>, MalformedXML",
        "<AllowedMethod>GET</AllowedMethod>, MalformedXML",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>, InvalidRequest",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>get</AllowedMethod>, InvalidRequest",
        "<AllowedOrigin>http://*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>, InvalidRequest",
        "%<AllowedHeader>*-*</AllowedHeader>, InvalidRequest",
        "%<ExposeHeader>*</ExposeHeader>, InvalidRequest",
        "%<ExposeHeader>a b</ExposeHeader>, InvalidRequest",
        "%<MaxAgeSeconds>-1</MaxAgeSeconds>, MalformedXML",
        "%<MaxAgeSeconds>a</MaxAgeSeconds>, MalformedXML",
        "%<MaxAgeSeconds>1</MaxAgeSeconds><MaxAgeSeconds>2</MaxAgeSeconds>, MalformedXML",
    })
    void invalidRulesAreRefused(String content, String code) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> rule(content.replace("%", ALLOWED)))
                .satisfies(refusal -> assertThat(refusal.error().code()).isEqualTo(code));
    }

    @Test
    void thereAreOneToAHundredRules() {
        String rule = "<CORSRule>" + ALLOWED + "</CORSRule>";
        assertThat(read(rule.repeat(100)).rules()).hasSize(100);
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> read(rule.repeat(101)));
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> read(""));
    }
}
