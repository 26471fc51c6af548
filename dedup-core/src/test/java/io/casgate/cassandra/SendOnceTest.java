package io.casgate.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfig;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.retry.RetryPolicy;
import com.datastax.oss.driver.api.core.retry.RetryVerdict;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendOnceTest {
    private static final DriverConfig CONFIG = DriverConfiguration.of(
                    CassandraSettings.of(List.of(InetSocketAddress.createUnresolved("node", 9042)), "dc"),
                    Access.Session.META)
            .getInitialConfig();

    @Test
    void compareAndSetsAndNothingElseAreSentOnce() {
        for (Access access : Access.values()) {
            String policy = CONFIG.getProfile(access.profile()).getString(DefaultDriverOption.RETRY_POLICY_CLASS);
            assertThat(policy.equals(SendOnce.class.getName())).isEqualTo(access == Access.REGISTER_SWAP);
        }
    }

    @Test
    void aRefusalIsNoProofThatNothingWasDone() throws Exception {
        RetryPolicy policy =
                SendOnce.class.getConstructor(DriverContext.class, String.class).newInstance(null, "swap");
        SimpleStatement swap = SimpleStatement.newInstance("UPDATE");
        assertThat(policy.onUnavailableVerdict(swap, DefaultConsistencyLevel.QUORUM, 2, 1, 0))
                .isEqualTo(RetryVerdict.RETHROW);
        assertThat(policy.onReadTimeoutVerdict(swap, DefaultConsistencyLevel.QUORUM, 2, 2, false, 0))
                .isEqualTo(RetryVerdict.RETHROW);
    }
}
