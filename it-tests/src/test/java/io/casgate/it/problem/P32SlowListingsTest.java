package io.casgate.it.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.Buckets;
import io.casgate.it.client.Sdk;
import io.casgate.it.client.Wire;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a listing costs is what its page holds, and neither what the bucket holds nor what a delimiter leaves out. Cost is
 * counted in statements, for the time that they take is the machine's.
 */
@ExtendWith(SharedGateway.class)
class P32SlowListingsTest {
    private static final int KEYS = 1200;
    private static final String STATEMENTS = "casgate_cassandra_statements_total";

    /** For a page: authentication and bucket, the shards that it touches, and what runs in the background. */
    private static final long FEW = 25;

    private static Gateway gateway;
    private static Wire s3;

    @BeforeAll
    static void fill(Gateway shared) {
        gateway = shared;
        String bucket = Buckets.freshName("large");
        try (S3Client sdk = Sdk.client(gateway);
                ExecutorService writers = Executors.newFixedThreadPool(16)) {
            sdk.createBucket(create -> create.bucket(bucket));
            for (int i = 0; i < KEYS; i++) {
                String key = "folder/%04d".formatted(i);
                writers.execute(() -> sdk.putObject(put -> put.bucket(bucket).key(key), RequestBody.empty()));
            }
        }
        s3 = Wire.connect(gateway, bucket);
        s3.put("zz").expect(200);
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @Test
    void problem32_aPageOfAThousandKeysTakesFewStatements() {
        assertThat(statementsOf("?list-type=2", 1000)).isLessThan(FEW);
    }

    @Test
    void problem32_aPageInTheMiddleCostsNoMore() {
        assertThat(statementsOf("?list-type=2&start-after=folder/0599", 601)).isLessThan(FEW);
    }

    @Test
    void problem32_keysBehindADelimiterAreNotReadOneByOne() {
        assertThat(statementsOf("?list-type=2&delimiter=%2F", 1)).isLessThan(FEW);
    }

    /** How many statements the gateway sends for a listing with so many keys. */
    private static long statementsOf(String listing, int keys) {
        long before = gateway.metric(STATEMENTS);
        assertThat(s3.get(listing).expect(200).elements("Key")).hasSize(keys);
        return gateway.metric(STATEMENTS) - before;
    }
}
