package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Completing an upload moves no byte, so that it takes no time behind a proxy, however large the object. */
class P16SlowCompleteTest extends ProblemTest {
    @Test
    void problem16_completingStoresNothingAnew() {
        String upload = create("k");
        String[] etags = new String[6];
        for (int i = 0; i < etags.length; i++) {
            etags[i] = uploadPart("k", upload, i + 1, random(PART, 160 + i));
        }
        long stored = gateway.metric("casgate_dedup_stored_bytes_total");
        complete("k", upload, etags);
        assertThat(gateway.metric("casgate_dedup_stored_bytes_total")).isEqualTo(stored);
        assertThat(s3.head("k").expect(200).headers())
                .containsEntry("content-length", Integer.toString(etags.length * PART));
    }
}
