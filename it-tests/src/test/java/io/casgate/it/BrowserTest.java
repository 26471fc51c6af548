package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.RawClient;
import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.RoutingRule;

/** What browsers send: preflights, forms, and visits to websites. */
@ExtendWith(SharedGateway.class)
class BrowserTest {
    private static final String ORIGIN = "https://app.example";
    private static final String BOUNDARY = "----a-boundary";

    private S3Client s3;
    private RawClient browser;
    private String bucket;

    @BeforeEach
    void open(Gateway gateway) throws IOException {
        s3 = Sdk.client(gateway);
        browser = RawClient.connect(gateway);
        bucket = Buckets.freshName("web");
        s3.createBucket(request -> request.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ_WRITE));
    }

    @AfterEach
    void close() throws IOException {
        browser.close();
        s3.close();
    }

    private RawClient.Answer ask(String method, String target, Map<String, String> headers) throws IOException {
        browser.send(browser.unsigned(method, target, headers));
        return method.equals("HEAD") ? browser.head() : browser.answer();
    }

    private RawClient.Answer visit(String target) throws IOException {
        String request = "GET " + target + " HTTP/1.1\r\nHost: " + bucket + "." + SharedGateway.WEBSITES + "\r\n\r\n";
        return browser.send(request.getBytes(StandardCharsets.ISO_8859_1)).answer();
    }

    private void put(String key, String text) {
        s3.putObject(
                request ->
                        request.bucket(bucket).key(key).contentType("text/html").acl("public-read"),
                RequestBody.fromString(text));
    }

    @Test
    void pagesOfAllowedOriginsSeeAnswers() throws IOException {
        CORSRule rule = CORSRule.builder()
                .allowedOrigins("https://*.example")
                .allowedMethods("GET", "PUT")
                .allowedHeaders("x-amz-*")
                .exposeHeaders("ETag")
                .maxAgeSeconds(60)
                .build();
        s3.putBucketCors(request -> request.bucket(bucket).corsConfiguration(cors -> cors.corsRules(rule)));
        put("k", "content");
        Map<String, String> preflight = Map.of(
                "origin", ORIGIN,
                "access-control-request-method", "PUT",
                "access-control-request-headers", "x-amz-acl");

        RawClient.Answer allowed = ask("OPTIONS", "/" + bucket + "/k", preflight);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("access-control-allow-origin")).isEqualTo(ORIGIN);
        assertThat(allowed.header("access-control-allow-methods")).isEqualTo("GET, PUT");
        assertThat(allowed.header("access-control-allow-headers")).isEqualTo("x-amz-acl");
        assertThat(allowed.header("access-control-max-age")).isEqualTo("60");

        RawClient.Answer shown = ask("GET", "/" + bucket + "/k", Map.of("origin", ORIGIN));
        assertThat(shown.body()).isEqualTo("content");
        assertThat(shown.header("access-control-allow-origin")).isEqualTo(ORIGIN);
        assertThat(shown.header("access-control-expose-headers")).isEqualTo("ETag");
        RawClient.Answer absent = ask("GET", "/" + bucket + "/none", Map.of("origin", ORIGIN));
        assertThat(absent.status()).isEqualTo(404);
        assertThat(absent.header("access-control-allow-origin")).isEqualTo(ORIGIN);

        RawClient.Answer forbidden = ask(
                "OPTIONS",
                "/" + bucket + "/k",
                Map.of("origin", "https://app.elsewhere", "access-control-request-method", "GET"));
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.element("Code")).isEqualTo("AccessForbidden");
        assertThat(ask("GET", "/" + bucket + "/k", Map.of()).header("access-control-allow-origin"))
                .isNull();
    }

    private byte[] form(Map<String, String> fields, byte[] file) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        fields.forEach((name, value) -> form.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        form.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo.jpg\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    private void post(byte[] form, int announced) throws IOException {
        browser.send(browser.unsigned(
                        "POST",
                        "/" + bucket,
                        Map.of(
                                "content-type",
                                "multipart/form-data; boundary=" + BOUNDARY,
                                "content-length",
                                Integer.toString(announced))))
                .send(form);
    }

    @Test
    void formsUploadFiles() throws IOException {
        byte[] file = new byte[5_000_000];
        new Random(7).nextBytes(file);
        byte[] form =
                form(Map.of("key", "photos/${filename}", "success_action_status", "201", "x-amz-meta-a", "1"), file);
        post(form, form.length);
        RawClient.Answer answer = browser.answer();
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.element("Key")).isEqualTo("photos/photo.jpg");

        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("photos/photo.jpg"))
                        .asByteArray())
                .isEqualTo(file);
        assertThat(s3.headObject(request -> request.bucket(bucket).key("photos/photo.jpg"))
                        .metadata())
                .containsEntry("a", "1");
    }

    @Test
    void formsThatBreakOffStoreNothing() throws IOException {
        byte[] form = form(Map.of("key", "k"), new byte[1 << 20]);
        post(Arrays.copyOf(form, form.length / 2), form.length);
        browser.finish();
        assertThat(browser.answer().status()).isEqualTo(400);
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).keyCount())
                .isZero();
    }

    @Test
    void bucketsAreWebsites() throws IOException {
        assertThat(visit("/").status()).isEqualTo(404);
        RoutingRule rule = RoutingRule.builder()
                .condition(condition -> condition.keyPrefixEquals("old/"))
                .redirect(redirect -> redirect.replaceKeyPrefixWith("docs/"))
                .build();
        s3.putBucketWebsite(request -> request.bucket(bucket)
                .websiteConfiguration(site -> site.indexDocument(index -> index.suffix("index.html"))
                        .errorDocument(error -> error.key("error.html"))
                        .routingRules(rule)));
        put("index.html", "home");
        put("docs/index.html", "docs");
        put("error.html", "sorry");

        assertThat(visit("/").body()).isEqualTo("home");
        assertThat(visit("/docs/").body()).isEqualTo("docs");
        assertThat(visit("/docs").status()).isEqualTo(302);
        assertThat(visit("/docs").header("location")).isEqualTo("/docs/");
        assertThat(visit("/old/a").header("location"))
                .isEqualTo("http://" + bucket + "." + SharedGateway.WEBSITES + "/docs/a");
        RawClient.Answer absent = visit("/none");
        assertThat(absent.status()).isEqualTo(404);
        assertThat(absent.body()).isEqualTo("sorry");
    }
}
