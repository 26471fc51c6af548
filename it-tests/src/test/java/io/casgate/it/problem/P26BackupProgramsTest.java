package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.Buckets;
import io.casgate.it.client.RawClient.Answer;
import io.casgate.it.client.Sums;
import io.casgate.it.client.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What Velero and Veeam ask of a store: trailers on gzip files, objects with odd names, and fast bulk deletion. */
class P26BackupProgramsTest extends ProblemTest {
    private static final String SOSAPI = ".system-d26a9498-cb7c-4a87-a44a-8ae204f5ba6c/";

    @Test
    void problem26_gzipFilesComeBackAsTheyWere() throws IOException {
        byte[] gzip = gzip("backup of a namespace".repeat(100));
        s3.put("backups/b/velero-backup.json.gz")
                .header("content-type", "application/x-gzip")
                .header("content-encoding", "aws-chunked")
                .framed(gzip, "x-amz-checksum-crc32", Sums.crc32(gzip))
                .expect(200);
        Answer back = s3.get("backups/b/velero-backup.json.gz").expect(200);
        assertThat(back.headers()).doesNotContainKey("content-encoding");
        assertThat(back.body()).isEqualTo(new String(gzip, StandardCharsets.ISO_8859_1));
    }

    /** Veeam writes and reads these like any other object, and takes their absence for a store without SOSAPI. */
    @Test
    void problem26_systemObjectsAreObjects() {
        s3.get(SOSAPI + "system.xml").refused(404, "NoSuchKey");
        s3.head(SOSAPI + "capacity.xml").expect(404);
        String system = "<?xml version=\"1.0\"?><SystemInfo><ProtocolVersion>\"1.0\"</ProtocolVersion></SystemInfo>";
        s3.put(SOSAPI + "system.xml").body(system).expect(200);
        assertThat(s3.get(SOSAPI + "system.xml").expect(200).body()).isEqualTo(system);
    }

    @Test
    void problem26_aThousandKeysAreDeletedAtOnce() {
        List<String> keys =
                IntStream.range(0, 1000).mapToObj(i -> "blocks/" + i).toList();
        keys.subList(0, 50).forEach(key -> s3.put(key).body(key).expect(200));
        String objects = keys.stream()
                .map(key -> "<Object><Key>" + key + "</Key></Object>")
                .collect(Collectors.joining());
        Answer deleted =
                s3.post("?delete").document("<Delete>" + objects + "</Delete>").expect(200);
        assertThat(deleted.elements("Key")).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(s3.get("?list-type=2").expect(200).elements("Key")).isEmpty();
        String oneMore = objects + "<Object><Key>k</Key></Object>";
        s3.post("?delete").document("<Delete>" + oneMore + "</Delete>").refused(400, "MalformedXML");
    }

    @Test
    void problem26_aLockedVersionOutlivesBulkDeletion() {
        try (Wire locked = Wire.connect(gateway, Buckets.freshName("locked"))) {
            locked.put("").header("x-amz-bucket-object-lock-enabled", "true").expect(200);
            byte[] block = "block".getBytes(StandardCharsets.UTF_8);
            String version = locked.put("block")
                    .header("x-amz-object-lock-mode", "COMPLIANCE")
                    .header(
                            "x-amz-object-lock-retain-until-date",
                            Instant.now()
                                    .plus(Duration.ofDays(1))
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .toString())
                    .header("content-md5", Sums.md5(block))
                    .body(block)
                    .expect(200)
                    .headers()
                    .get("x-amz-version-id");
            Answer answer = locked.post("?delete")
                    .document("<Delete><Object><Key>block</Key><VersionId>" + version
                            + "</VersionId></Object><Object><Key>other</Key></Object></Delete>")
                    .expect(200);
            assertThat(answer.elements("Code")).containsExactly("AccessDenied");
            assertThat(locked.get("block").expect(200).body()).isEqualTo("block");
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
