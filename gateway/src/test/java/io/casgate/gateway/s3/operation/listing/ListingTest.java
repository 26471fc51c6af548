package io.casgate.gateway.s3.operation.listing;

import static io.casgate.gateway.s3.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.s3.OneBucket;
import io.casgate.gateway.s3.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ListingTest extends OneBucket {
    @Test
    void listsPageByPageWithoutLossOrRepetition() {
        List<String> keys = List.of("a", "b/1", "b/2", "b/3", "b0", "c/d/1", "c/e", "ü/1", "ü/2", "zz");
        for (String key : keys) {
            put("/bucket/" + key.replace("ü", "%C3%BC"), utf8(key));
        }
        for (int limit = 1; limit <= keys.size() + 1; limit++) {
            assertThat(walkV2(limit, ""))
                    .isEqualTo(List.of("a", "b/1", "b/2", "b/3", "b0", "c/d/1", "c/e", "zz", "ü/1", "ü/2"));
            assertThat(walkV2(limit, "&delimiter=/")).isEqualTo(List.of("a", "b/", "b0", "c/", "zz", "ü/"));
            assertThat(walkV2(limit, "&delimiter=/&prefix=c/")).isEqualTo(List.of("c/d/", "c/e"));
            assertThat(walkV1(limit, "&delimiter=/")).isEqualTo(List.of("a", "b/", "b0", "c/", "zz", "ü/"));
        }
    }

    private List<String> walkV2(int limit, String parameters) {
        List<String> found = new ArrayList<>();
        String token = "";
        while (true) {
            XmlElement page = send("GET", "/bucket?list-type=2&max-keys=" + limit + parameters + token)
                    .xml("ListBucketResult");
            List<String> results = results(page);
            assertThat(page.requiredText("KeyCount")).isEqualTo(Integer.toString(results.size()));
            found.addAll(results);
            if (page.requiredText("IsTruncated").equals("false")) {
                assertThat(page.child("NextContinuationToken")).isNull();
                return found;
            }
            assertThat(results).hasSize(limit);
            token = "&continuation-token=" + page.requiredText("NextContinuationToken");
        }
    }

    private List<String> walkV1(int limit, String parameters) {
        List<String> found = new ArrayList<>();
        String marker = "";
        while (true) {
            XmlElement page = send("GET", "/bucket?encoding-type=url&max-keys=" + limit + parameters + marker)
                    .xml("ListBucketResult");
            results(page).stream()
                    .map(result -> result.replace("%C3%BC", "ü"))
                    .sorted()
                    .forEach(found::add);
            if (page.requiredText("IsTruncated").equals("false")) {
                return found;
            }
            marker = "&marker=" + page.requiredText("NextMarker");
        }
    }

    private static List<String> results(XmlElement page) {
        List<String> results = new ArrayList<>();
        page.children("Contents").forEach(object -> results.add(object.requiredText("Key")));
        page.children("CommonPrefixes").forEach(group -> results.add(group.requiredText("Prefix")));
        results.sort(null);
        return results;
    }

    @Test
    void describesWhatItLists() {
        put("/bucket/key", HELLO);
        XmlElement entry = send("GET", "/bucket?list-type=2&fetch-owner=true")
                .xml("ListBucketResult")
                .children("Contents")
                .getFirst();
        assertThat(entry.requiredText("ETag")).isEqualTo('"' + HELLO_MD5 + '"');
        assertThat(entry.requiredText("Size")).isEqualTo("12");
        assertThat(entry.requiredText("StorageClass")).isEqualTo("STANDARD");
        assertThat(entry.requiredText("LastModified")).endsWith(".000Z");
        assertThat(Objects.requireNonNull(entry.child("Owner")).requiredText("DisplayName"))
                .isEqualTo("alice");
    }

    @Test
    void encodesKeysWhenAskedTo() {
        put("/bucket/a%20%2B%01", HELLO);
        XmlElement page = send("GET", "/bucket?encoding-type=url&prefix=a%20&delimiter=%2B")
                .xml("ListBucketResult");
        assertThat(page.requiredText("EncodingType")).isEqualTo("url");
        assertThat(page.requiredText("Prefix")).isEqualTo("a%20");
        assertThat(page.requiredText("Delimiter")).isEqualTo("%2B");
        assertThat(results(page)).containsExactly("a%20%2B");
    }

    @Test
    void listsNothingWhenNothingIsAskedFor() {
        put("/bucket/key", HELLO);
        XmlElement page = send("GET", "/bucket?list-type=2&max-keys=0").xml("ListBucketResult");
        assertThat(page.requiredText("KeyCount")).isEqualTo("0");
        assertThat(page.requiredText("IsTruncated")).isEqualTo("false");
    }

    /** RGW's parameter, by which its clients give up the order, and common prefixes with it. */
    @Test
    void sortsWhatNeedNotBeSorted() {
        put("/bucket/b", HELLO);
        put("/bucket/a/1", HELLO);
        for (String listing : List.of("/bucket?allow-unordered=true", "/bucket?list-type=2&allow-unordered=true")) {
            assertThat(results(send("GET", listing).xml("ListBucketResult"))).containsExactly("a/1", "b");
            assertThat(send("GET", listing + "&delimiter=/").errorCode()).isEqualTo("InvalidArgument");
        }
        assertThat(results(
                        send("GET", "/bucket?delimiter=/&allow-unordered=false").xml("ListBucketResult")))
                .containsExactly("a/", "b");
    }

    @Test
    void startsAfterAKey() {
        put("/bucket/a", HELLO);
        put("/bucket/b", HELLO);
        XmlElement page = send("GET", "/bucket?list-type=2&start-after=a").xml("ListBucketResult");
        assertThat(results(page)).containsExactly("b");
        assertThat(page.requiredText("StartAfter")).isEqualTo("a");
    }

    @Test
    void listsTheOnlyVersionOfEachObject() {
        put("/bucket/a", HELLO);
        put("/bucket/b/1", HELLO);
        put("/bucket/b/2", HELLO);
        List<String> found = new ArrayList<>();
        String marker = "";
        for (boolean more = true; more; ) {
            XmlElement page = send("GET", "/bucket?versions&delimiter=/&max-keys=1" + marker)
                    .xml("ListVersionsResult");
            page.children("Version").forEach(version -> {
                assertThat(version.requiredText("VersionId")).isEqualTo("null");
                assertThat(version.requiredText("IsLatest")).isEqualTo("true");
                found.add(version.requiredText("Key"));
            });
            page.children("CommonPrefixes").forEach(group -> found.add(group.requiredText("Prefix")));
            more = page.requiredText("IsTruncated").equals("true");
            marker = more ? "&key-marker=" + page.requiredText("NextKeyMarker") : "";
        }
        assertThat(found).containsExactly("a", "b/");
    }
}
