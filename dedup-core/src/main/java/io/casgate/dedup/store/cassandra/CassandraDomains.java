package io.casgate.dedup.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.casgate.cassandra.Access;
import io.casgate.cassandra.Cluster;
import io.casgate.cassandra.Query;
import io.casgate.dedup.Domain;
import io.casgate.dedup.DomainKey;
import io.casgate.dedup.StoreUnavailableException;
import io.casgate.dedup.cut.CutterId;
import io.casgate.dedup.fingerprint.FingerprintAlgorithm;
import io.casgate.dedup.store.Domains;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Table {@code domains}: a row per domain, inserted once by compare-and-set. */
final class CassandraDomains implements Domains {
    private final Query find;
    private final Query settle;
    private final Query insert;

    CassandraDomains(Cluster cluster) {
        String select = "SELECT key, cutter, fingerprints FROM {meta}.domains WHERE name = ?";
        find = cluster.prepare(Access.REGISTER_READ, select);
        settle = cluster.prepare(Access.REGISTER_SETTLE, select);
        insert = cluster.prepare(
                Access.REGISTER_SWAP,
                "INSERT INTO {meta}.domains (name, key, cutter, fingerprints) VALUES (?, ?, ?, ?) IF NOT EXISTS");
    }

    @Override
    public DomainFormat settle(Domain domain, DomainFormat proposed) {
        Row row = find.one(domain.name());
        if (row == null) {
            propose(domain, proposed);
            row = settle.one(domain.name());
        }
        if (row == null) {
            throw new StoreUnavailableException("Domain " + domain.name() + " could not be set up");
        }
        return format(row);
    }

    /** Whether it was applied, and whether that is known, does not matter: the row is read after it. */
    private void propose(Domain domain, DomainFormat proposed) {
        insert.run(
                domain.name(),
                ByteBuffer.wrap(proposed.key().toBytes()),
                proposed.cutter().toString(),
                proposed.fingerprints().toString());
    }

    private static DomainFormat format(Row row) {
        return new DomainFormat(
                DomainKey.of(Bytes.getArray(present(row.getByteBuffer(0)))),
                CutterId.parse(present(row.getString(1))),
                FingerprintAlgorithm.parse(present(row.getString(2))));
    }

    private static <T> T present(@Nullable T column) {
        return Objects.requireNonNull(column, "a domain's row is written whole");
    }
}
