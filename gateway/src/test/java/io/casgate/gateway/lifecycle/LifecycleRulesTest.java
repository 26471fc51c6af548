package io.casgate.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.gateway.lifecycle.LifecycleRules.Due;
import io.casgate.gateway.lifecycle.LifecycleRules.Subject;
import io.casgate.gateway.s3.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When what is due. */
class LifecycleRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, String> TAGS = Map.of("team", "a", "tier", "x");

    private static LifecycleConfiguration configuration(String... rules) {
        StringBuilder xml = new StringBuilder("<LifecycleConfiguration>");
        for (int i = 0; i < rules.length; i++) {
            xml.append("<Rule><ID>").append(i).append("</ID>");
            xml.append(rules[i].contains("<Status>") ? "" : "<Status>Enabled</Status>");
            xml.append(rules[i].contains("<Filter") ? "" : "<Filter/>")
                    .append(rules[i])
                    .append("</Rule>");
        }
        byte[] document = xml.append("</LifecycleConfiguration>").toString().getBytes(StandardCharsets.UTF_8);
        return LifecycleReader.read(XmlReader.read(document, "LifecycleConfiguration"));
    }

    private static LifecycleRules rules(String... rules) {
        return new LifecycleRules(configuration(rules).rules(), LifecycleDay.DAY, 100);
    }

    private static String filter(String conditions) {
        return "<Filter>" + conditions + "</Filter>";
    }

    private static String days(int days) {
        return "<Expiration><Days>" + days + "</Days></Expiration>";
    }

    private static String tag(String key, String value) {
        return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
    }

    private static String noncurrent(int days, int kept) {
        String newest = kept == 0 ? "" : "<NewerNoncurrentVersions>" + kept + "</NewerNoncurrentVersions>";
        return "<NoncurrentVersionExpiration><NoncurrentDays>" + days + "</NoncurrentDays>" + newest
                + "</NoncurrentVersionExpiration>";
    }

    private static Optional<String> date(Optional<Due> due) {
        return due.map(it -> it.date().toString());
    }

    private static Optional<Due> expiration(LifecycleRules rules, String key, long size) {
        return rules.expiration(new Subject(key, size, TAGS), NOON);
    }

    /** AWS's own example: made on the 15th at 10:30, after three days, goes on the 19th at midnight. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-15T10:30:00Z, 3, 2026-01-19T00:00:00Z",
        "2026-01-15T00:00:00Z, 3, 2026-01-18T00:00:00Z",
        "2026-01-15T00:00:00.001Z, 3, 2026-01-19T00:00:00Z",
        "2026-02-28T23:59:59.999Z, 1, 2026-03-02T00:00:00Z",
        "2028-02-28T12:00:00Z, 1, 2028-03-01T00:00:00Z",
    })
    void daysEndAtMidnight(String start, int days, String end) {
        assertThat(LifecycleDay.DAY.after(Instant.parse(start), days)).isEqualTo(end);
    }

    @Test
    void shortDaysEndWhenTheyEnd() {
        assertThat(new LifecycleDay(Duration.ofSeconds(10)).after(NOON, 3)).isEqualTo("2026-03-01T12:00:30Z");
    }

    @Test
    void theEarliestRuleCounts() {
        LifecycleRules rules = rules(days(5), filter("<Prefix>a/</Prefix>") + days(2), days(9));
        assertThat(expiration(rules, "a/b", 1)).contains(new Due(Instant.parse("2026-03-04T00:00:00Z"), "1"));
        assertThat(expiration(rules, "b", 1)).contains(new Due(Instant.parse("2026-03-07T00:00:00Z"), "0"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "<Prefix>a/</Prefix>, a/b, 10, true",
                "<Prefix>a/</Prefix>, a, 10, false",
                "<Prefix></Prefix>, a, 10, true",
                "<Tag><Key>team</Key><Value>a</Value></Tag>, a, 10, true",
                "<Tag><Key>team</Key><Value>b</Value></Tag>, a, 10, false",
                "<Tag><Key>colour</Key><Value>a</Value></Tag>, a, 10, false",
                "<ObjectSizeGreaterThan>10</ObjectSizeGreaterThan>, a, 10, false",
                "<ObjectSizeGreaterThan>10</ObjectSizeGreaterThan>, a, 11, true",
                "<ObjectSizeLessThan>10</ObjectSizeLessThan>, a, 10, false",
                "<ObjectSizeLessThan>10</ObjectSizeLessThan>, a, 9, true",
                "<And><Prefix>a</Prefix><ObjectSizeLessThan>10</ObjectSizeLessThan></And>, a, 9, true",
                "<And><Prefix>b</Prefix><ObjectSizeLessThan>10</ObjectSizeLessThan></And>, a, 9, false",
                "<Prefix>a</Prefix><ObjectSizeLessThan>10</ObjectSizeLessThan>, a, 10, false",
            })
    void filtersPickOut(String conditions, String key, long size, boolean picked) {
        LifecycleRules rules = rules(filter(conditions) + days(1));
        assertThat(expiration(rules, key, size).isPresent()).isEqualTo(picked);
    }

    @Test
    void allTagsMustBeThere() {
        String both = "<And>" + tag("team", "a") + tag("tier", "x") + "</And>";
        String one = "<And>" + tag("team", "a") + tag("tier", "y") + "</And>";
        assertThat(expiration(rules(filter(both) + days(1)), "k", 1)).isPresent();
        assertThat(expiration(rules(filter(one) + days(1)), "k", 1)).isEmpty();
        assertThat(rules(filter(one) + days(1)).earliestExpiration("k", 1, NOON))
                .isPresent();
    }

    @Test
    void whatIsDisabledDoesNotCount() {
        assertThat(expiration(rules("<Status>Disabled</Status>" + days(1)), "k", 1))
                .isEmpty();
    }

    @Test
    void datesHoldForAll() {
        LifecycleRules rules = rules("<Expiration><Date>2020-01-01T00:00:00Z</Date></Expiration>");
        assertThat(date(expiration(rules, "k", 1))).contains("2020-01-01T00:00:00Z");
        assertThat(rules.lonelyMarker("k", NOON)).isEmpty();
    }

    @Test
    void noncurrentVersionsAreCountedFromTheirReplacement() {
        LifecycleRules rules = rules(noncurrent(2, 3));
        Subject object = new Subject("k", 1, Map.of());
        assertThat(rules.noncurrent(object, NOON, 2)).isEmpty();
        assertThat(date(rules.noncurrent(object, NOON, 3))).contains("2026-03-04T00:00:00Z");
        assertThat(date(rules.noncurrentMarker("k", NOON, 3))).contains("2026-03-04T00:00:00Z");
        assertThat(expiration(rules, "k", 1)).isEmpty();
    }

    @Test
    void markersAreNoObjects() {
        LifecycleRules rules = rules(filter("<ObjectSizeGreaterThan>0</ObjectSizeGreaterThan>") + noncurrent(1, 0));
        assertThat(rules.noncurrentMarker("k", NOON, 0)).isEmpty();
        assertThat(rules.earliestNoncurrent("k", 1, NOON, 0)).isPresent();
    }

    @Test
    void lonelyMarkersGoAtOnceOrWithTheDays() {
        String atOnce = "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>";
        assertThat(date(rules(atOnce).lonelyMarker("k", NOON))).contains(NOON.toString());
        assertThat(rules(atOnce.replace("true", "false")).lonelyMarker("k", NOON))
                .isEmpty();
        assertThat(date(rules(days(1)).lonelyMarker("k", NOON))).contains("2026-03-03T00:00:00Z");
        assertThat(rules(filter(tag("team", "a")) + days(1)).lonelyMarker("k", NOON))
                .isEmpty();
        assertThat(expiration(rules(atOnce), "k", 1)).isEmpty();
    }

    private static String transition(String when, TransitionClass to) {
        return "<Transition>" + when + "<StorageClass>" + to + "</StorageClass></Transition>";
    }

    private static String transition(int days, TransitionClass to) {
        return transition("<Days>" + days + "</Days>", to);
    }

    private static String noncurrentTransition(int days, TransitionClass to) {
        return "<NoncurrentVersionTransition><NoncurrentDays>" + days + "</NoncurrentDays><StorageClass>" + to
                + "</StorageClass></NoncurrentVersionTransition>";
    }

    private static Optional<String> moved(LifecycleRules rules, String storageClass, long size, int days) {
        Instant now = NOON.plus(Duration.ofDays(days));
        Optional<String> to = rules.transition(new Subject("k", size, TAGS), storageClass, NOON, now)
                .map(TransitionClass::name);
        assertThat(rules.mayMove("k", size, storageClass, NOON, now)).isEqualTo(to.isPresent());
        return to;
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD, 29, ",
        "STANDARD, 31, STANDARD_IA",
        "STANDARD, 41, INTELLIGENT_TIERING",
        "STANDARD, 51, GLACIER_IR",
        "REDUCED_REDUNDANCY, 31, STANDARD_IA",
        "STANDARD_IA, 31, ",
        "STANDARD_IA, 41, INTELLIGENT_TIERING",
        "INTELLIGENT_TIERING, 31, ",
        "INTELLIGENT_TIERING, 51, GLACIER_IR",
        "ONEZONE_IA, 51, ",
        "GLACIER, 51, ",
        "DEEP_ARCHIVE, 51, ",
    })
    void objectsMoveToTheDeepestClassThatIsDue(String from, int days, String to) {
        LifecycleRules rules = rules(
                transition(40, TransitionClass.INTELLIGENT_TIERING) + transition(50, TransitionClass.GLACIER_IR),
                transition(30, TransitionClass.STANDARD_IA));
        assertThat(moved(rules, from, 100, days)).isEqualTo(Optional.ofNullable(to));
        assertThat(rules.versionPrefixes()).containsExactly("");
    }

    @Test
    void objectsMoveFromADateOn() {
        LifecycleRules rules = rules(transition("<Date>2026-03-03T00:00:00Z</Date>", TransitionClass.ONEZONE_IA));
        assertThat(moved(rules, "STANDARD", 100, 1)).isEmpty();
        assertThat(moved(rules, "STANDARD", 100, 2)).contains("ONEZONE_IA");
    }

    @Test
    void smallObjectsStayUnlessTheirRuleSaysSizes() {
        String transition = transition(0, TransitionClass.GLACIER_IR);
        assertThat(moved(rules(transition), "STANDARD", 99, 9)).isEmpty();
        String above = filter("<ObjectSizeGreaterThan>9</ObjectSizeGreaterThan>");
        assertThat(moved(rules(above + transition), "STANDARD", 10, 9)).contains("GLACIER_IR");
        assertThat(moved(rules(above + transition), "STANDARD", 9, 9)).isEmpty();
    }

    @Test
    void tagsDecideWhatMoves() {
        LifecycleRules rules = rules(filter(tag("team", "b")) + transition(0, TransitionClass.GLACIER_IR));
        Instant now = NOON.plus(Duration.ofDays(1));
        assertThat(rules.transition(new Subject("k", 100, TAGS), "STANDARD", NOON, now))
                .isEmpty();
        assertThat(rules.mayMove("k", 100, "STANDARD", NOON, now)).isTrue();
    }

    @Test
    void noncurrentVersionsMoveWhenEnoughAreNewer() {
        LifecycleRules rules = rules(noncurrentTransition(1, TransitionClass.GLACIER_IR)
                .replace("<StorageClass>", "<NewerNoncurrentVersions>2</NewerNoncurrentVersions><StorageClass>"));
        Subject object = new Subject("k", 100, TAGS);
        Instant now = NOON.plus(Duration.ofDays(2));
        assertThat(rules.noncurrentTransition(object, "STANDARD", NOON, 1, now)).isEmpty();
        assertThat(rules.noncurrentTransition(object, "STANDARD", NOON, 2, now)).contains(TransitionClass.GLACIER_IR);
        assertThat(rules.noncurrentTransition(object, "STANDARD", NOON, 2, NOON))
                .isEmpty();
        assertThat(rules.mayMoveNoncurrent("k", 99, "STANDARD", NOON, 2, now)).isFalse();
        assertThat(moved(rules, "STANDARD", 100, 2)).isEmpty();
    }

    @Test
    void uploadsAreAborted() {
        LifecycleRules rules = rules(filter("<Prefix>a</Prefix>")
                + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>");
        assertThat(date(rules.abortion("ab", NOON))).contains("2026-03-09T00:00:00Z");
        assertThat(rules.abortion("b", NOON)).isEmpty();
        assertThat(rules.uploadPrefixes()).containsExactly("a");
        assertThat(rules.versionPrefixes()).isEmpty();
    }

    @Test
    void whatIsGoneThroughIsGoneThroughOnce() {
        String[] all = {"b/", "a/b", "a/", "b", "\uFFFD", "\uD83D\uDE00"};
        String[] rules = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            rules[i] = filter("<Prefix>" + all[i] + "</Prefix>") + days(1);
        }
        assertThat(rules(rules).versionPrefixes()).containsExactly("a/", "b", "\uFFFD", "\uD83D\uDE00");
        assertThat(rules(days(1), rules[0]).versionPrefixes()).containsExactly("");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        LifecycleConfiguration original = configuration(
                filter("<And><Prefix>a&amp;/</Prefix>" + tag("team", "a") + tag("x", "")
                                + "<ObjectSizeGreaterThan>0</ObjectSizeGreaterThan>"
                                + "<ObjectSizeLessThan>99</ObjectSizeLessThan></And>")
                        + days(90)
                        + noncurrent(2, 1)
                        + transition(30, TransitionClass.STANDARD_IA)
                        + transition(0, TransitionClass.GLACIER_IR)
                        + noncurrentTransition(1, TransitionClass.INTELLIGENT_TIERING),
                transition("<Date>2030-01-01</Date>", TransitionClass.ONEZONE_IA),
                filter("<Prefix></Prefix>") + "<Expiration><Date>2030-01-01</Date></Expiration>",
                "<Status>Disabled</Status>"
                        + "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"
                        + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
                        + "</AbortIncompleteMultipartUpload>");
        byte[] written = new byte[LifecycleWriter.write(original).toBytes().remaining()];
        LifecycleWriter.write(original).toBytes().get(written);
        assertThat(LifecycleReader.read(XmlReader.read(written, "LifecycleConfiguration")))
                .isEqualTo(original);
    }
}
