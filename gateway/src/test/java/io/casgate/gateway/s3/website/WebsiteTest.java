package io.casgate.gateway.s3.website;

import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.S3Requests;
import io.casgate.gateway.s3.S3World.Answer;
import io.casgate.gateway.s3.xml.XmlElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buckets as websites, on a service in memory. */
class WebsiteTest extends OneBucket {
    private static final String INDEX = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
    private static final String ERROR = "<ErrorDocument><Key>error.html</Key></ErrorDocument>";

    @BeforeEach
    void letEveryoneReadAndList() {
        let("[\"s3:GetObject\", \"s3:ListBucket\"]");
    }

    private void let(String actions) {
        String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\","
                + " \"Action\": " + actions
                + ", \"Resource\": [\"arn:aws:s3:::bucket\", \"arn:aws:s3:::bucket/*\"]}]}";
        assertThat(s3.send(S3Requests.of("PUT", "/bucket?policy").body(utf8(policy)))
                        .status())
                .isEqualTo(204);
    }

    private Answer configure(String content) {
        String document = "<WebsiteConfiguration>" + content + "</WebsiteConfiguration>";
        return s3.send(S3Requests.of("PUT", "/bucket?website").body(utf8(document)));
    }

    private void site(String content) {
        assertThat(configure(content).status()).isEqualTo(200);
    }

    private Answer browse(String target) {
        return s3.browse("bucket", S3Requests.of("GET", target));
    }

    private void page(String key, String text) {
        S3Requests request = S3Requests.of("PUT", "/bucket/" + key).header("Content-Type", "text/html");
        assertThat(s3.send(request.body(utf8(text))).status()).isEqualTo(200);
    }

    private static String rule(String condition, String redirect) {
        String element = condition.isEmpty() ? "" : "<Condition>" + condition + "</Condition>";
        return INDEX + "<RoutingRules><RoutingRule>" + element + "<Redirect>" + redirect
                + "</Redirect></RoutingRule></RoutingRules>";
    }

    @Test
    void configurationsAreToldAndTakenAway() {
        assertThat(send("GET", "/bucket?website").errorCode()).isEqualTo("NoSuchWebsiteConfiguration");
        String content = ERROR + rule("<KeyPrefixEquals>a/</KeyPrefixEquals>", "<HostName>h</HostName>");
        site(content);
        assertThat(send("GET", "/bucket?website").text()).contains(content);
        site("<RedirectAllRequestsTo><HostName>h</HostName><Protocol>https</Protocol></RedirectAllRequestsTo>");
        XmlElement told = send("GET", "/bucket?website").xml("WebsiteConfiguration");
        assertThat(told.children()).hasSize(1);
        assertThat(send("DELETE", "/bucket?website").status()).isEqualTo(204);
        assertThat(send("DELETE", "/bucket?website").status()).isEqualTo(204);
        assertThat(send("GET", "/bucket?website").errorCode()).isEqualTo("NoSuchWebsiteConfiguration");
    }

    @ParameterizedTest
    @CsvSource({
        "'', InvalidArgument",
        "<IndexDocument><Suffix/></IndexDocument>, InvalidArgument",
        "<IndexDocument><Suffix>a/b</Suffix></IndexDocument>, InvalidArgument",
        "<IndexDocument/>, MalformedXML",
        "%<ErrorDocument><Key/></ErrorDocument>, InvalidArgument",
        "%<RedirectAllRequestsTo><HostName>h</HostName></RedirectAllRequestsTo>, InvalidRequest",
        "<RedirectAllRequestsTo/>, MalformedXML",
        "<RedirectAllRequestsTo><HostName>h</HostName><Protocol>ftp</Protocol></RedirectAllRequestsTo>, InvalidRequest",
        "<RedirectAllRequestsTo><HostName>h/p</HostName></RedirectAllRequestsTo>, InvalidRequest",
        "%<RoutingRules/>, MalformedXML",
        "%<RoutingRules><RoutingRule/></RoutingRules>, MalformedXML",
        "%<RoutingRules><RoutingRule><Redirect/></RoutingRule></RoutingRules>, MalformedXML",
    })
    void otherConfigurationsAreRefused(String content, String code) {
        assertThat(configure(content.replace("%", INDEX)).errorCode()).isEqualTo(code);
        assertThat(send("GET", "/bucket?website").errorCode()).isEqualTo("NoSuchWebsiteConfiguration");
    }

    @ParameterizedTest
    @CsvSource({
        "'', <HttpRedirectCode>300</HttpRedirectCode>",
        "'', <HttpRedirectCode>404</HttpRedirectCode>",
        "'', <ReplaceKeyWith>a</ReplaceKeyWith><ReplaceKeyPrefixWith>b</ReplaceKeyPrefixWith>",
        "'', <Protocol>ftp</Protocol>",
        "<Other/>, <HostName>h</HostName>",
        "<HttpErrorCodeReturnedEquals>301</HttpErrorCodeReturnedEquals>, <HostName>h</HostName>",
    })
    void otherRulesAreRefused(String condition, String redirect) {
        assertThat(configure(rule(condition, redirect)).errorCode()).isEqualTo("InvalidRequest");
    }

    @Test
    void pagesAreShownToEveryone() {
        site(INDEX);
        page("index.html", "home");
        page("docs/index.html", "docs");
        page("a%20b.html", "page");

        assertThat(browse("/").text()).isEqualTo("home");
        assertThat(browse("/").header("Content-Type")).isEqualTo("text/html");
        assertThat(browse("/docs/").text()).isEqualTo("docs");
        assertThat(browse("/a%20b.html?versioning").text()).isEqualTo("page");
        Answer head = s3.browse("bucket", S3Requests.of("HEAD", "/"));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("4");
        Answer part = s3.browse("bucket", S3Requests.of("GET", "/").header("Range", "bytes=1-2"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("om");
        Answer same = s3.browse(
                "bucket",
                S3Requests.of("GET", "/").header("If-None-Match", browse("/").header("ETag")));
        assertThat(same.status()).isEqualTo(304);
    }

    @Test
    void directoriesHaveASlash() {
        site(INDEX);
        page("docs%20here/index.html", "docs");
        Answer answer = browse("/docs%20here");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/docs%20here/");
        assertThat(browse("/nothing").status()).isEqualTo(404);
        assertThat(browse("/nothing/").status()).isEqualTo(404);
    }

    @Test
    void whoMayNotListIsNotToldWhatIsMissing() {
        let("\"s3:GetObject\"");
        site(INDEX);
        page("docs/index.html", "docs");
        assertThat(browse("/docs").status()).isEqualTo(302);
        assertThat(browse("/nothing").status()).isEqualTo(403);
    }

    @Test
    void failuresArePages() {
        site(INDEX);
        Answer absent = browse("/%3Cb%3E");
        assertThat(absent.status()).isEqualTo(404);
        assertThat(absent.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(absent.header("x-amz-error-code")).isEqualTo("NoSuchKey");
        assertThat(absent.text())
                .contains("<h1>404 Not Found</h1>", "<li>Code: NoSuchKey</li>", "<li>Key: &lt;b&gt;</li>")
                .contains("<li>RequestId: REQUESTID</li>", "<li>HostId: host-id</li>");

        Answer posted = s3.browse("bucket", S3Requests.of("POST", "/"));
        assertThat(posted.status()).isEqualTo(405);
        assertThat(posted.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(s3.browse("elsewhere", S3Requests.of("GET", "/")).text()).contains("<li>Code: NoSuchBucket</li>");
        send("DELETE", "/bucket?website");
        assertThat(browse("/").text()).contains("<li>Code: NoSuchWebsiteConfiguration</li>");
    }

    @Test
    void whatNobodyMayReadIsNotShown() {
        site(INDEX + ERROR);
        page("index.html", "home");
        page("error.html", "sorry");
        send("DELETE", "/bucket?policy");
        Answer answer = browse("/");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text())
                .contains(
                        "<li>Code: AccessDenied</li>", "An Error Occurred While Attempting to Retrieve a Custom Error");
        assertThat(answer.text()).doesNotContain("home").doesNotContain("sorry");
    }

    @Test
    void sitesHaveErrorPagesOfTheirOwn() {
        site(INDEX + ERROR);
        page("error.html", "sorry");
        Answer answer = browse("/nothing");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("sorry");
        Answer conditional = s3.browse(
                "bucket",
                S3Requests.of("GET", "/nothing").header("Range", "bytes=0-1").header("If-Match", "\"x\""));
        assertThat(conditional.status()).isEqualTo(404);
        assertThat(conditional.text()).isEqualTo("sorry");
        send("DELETE", "/bucket/error.html");
        assertThat(browse("/nothing").text())
                .contains("<li>Key: nothing</li>")
                .contains("Retrieve a Custom Error Document")
                .contains("<li>Key: error.html</li>");
    }

    @Test
    void allRequestsMayGoElsewhere() {
        site(
                "<RedirectAllRequestsTo><HostName>new.example</HostName><Protocol>https</Protocol></RedirectAllRequestsTo>");
        Answer answer = browse("/a%20b?q=1");
        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo("https://new.example/a%20b?q=1");
    }

    @ParameterizedTest
    @CsvSource({
        "<KeyPrefixEquals>docs/</KeyPrefixEquals>, <ReplaceKeyPrefixWith>d/</ReplaceKeyPrefixWith>,"
                + " /docs/a, 301, http://bucket.site.example/d/a",
        "<KeyPrefixEquals>old.html</KeyPrefixEquals>, <ReplaceKeyWith>new page.html</ReplaceKeyWith>,"
                + " /old.html, 301, http://bucket.site.example/new%20page.html",
        "'', <HostName>h.example</HostName><HttpRedirectCode>307</HttpRedirectCode>, /a/b, 307, http://h.example/a/b",
        "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>,"
                + " <Protocol>https</Protocol><ReplaceKeyPrefixWith>report/</ReplaceKeyPrefixWith>,"
                + " /none, 301, https://bucket.site.example/report/none",
        "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals><KeyPrefixEquals>no</KeyPrefixEquals>,"
                + " <HostName>h</HostName>, /none, 301, http://h/none",
    })
    void rulesSendRequestsElsewhere(String condition, String redirect, String target, int status, String location) {
        site(rule(condition, redirect));
        Answer answer = browse(target);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Location")).isEqualTo(location);
    }

    @ParameterizedTest
    @CsvSource({
        "<KeyPrefixEquals>docs/</KeyPrefixEquals>, /doc",
        "<HttpErrorCodeReturnedEquals>403</HttpErrorCodeReturnedEquals>, /none",
        "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals><KeyPrefixEquals>x</KeyPrefixEquals>, /none",
    })
    void rulesLeaveOtherRequestsAlone(String condition, String target) {
        site(rule(condition, "<HostName>h</HostName>"));
        assertThat(browse(target).status()).isEqualTo(404);
    }

    @Test
    void objectsSayThatTheyAreElsewhere() {
        site(INDEX);
        assertThat(s3.send(S3Requests.of("PUT", "/bucket/moved")
                                .header("x-amz-website-redirect-location", "https://new.example/")
                                .body(new byte[1 << 20]))
                        .status())
                .isEqualTo(200);
        Answer answer = browse("/moved");
        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo("https://new.example/");
        assertThat(answer.bytes()).isEmpty();
        assertThat(send("GET", "/bucket/moved").status()).isEqualTo(200);
    }

    @Test
    void pagesOfOtherOriginsMayBeLetIn() {
        site(INDEX);
        page("index.html", "home");
        String cors = "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
                + "</CORSRule></CORSConfiguration>";
        put("/bucket?cors", utf8(cors));
        Answer shown = s3.browse("bucket", S3Requests.of("GET", "/").header("Origin", "https://a.example"));
        assertThat(shown.header("Access-Control-Allow-Origin")).isEqualTo("*");
        Answer preflight = s3.browse(
                "bucket",
                S3Requests.of("OPTIONS", "/")
                        .header("Origin", "https://a.example")
                        .header("Access-Control-Request-Method", "GET"));
        assertThat(preflight.status()).isEqualTo(200);
    }

    /** Browsers send what they sent to other pages of the host; pages are everyone's, and nobody reads it. */
    @Test
    void authorizationsOfOtherKindsAreLetBe() {
        site(INDEX);
        page("index.html", "hello");
        Answer answer = s3.browse("bucket", S3Requests.of("GET", "/").header("Authorization", "Basic YTpi"));
        assertThat(answer.status()).isEqualTo(200);
    }
}
