package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.casgate.dedup.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes or checks the keyspaces and tables. Any number of gateways may do so at once: one changes, the others wait. When
 * nothing is to be done, nothing is written.
 *
 * <p>Both keyspaces carry the same cluster id, written once. A keyspace without it, beside one that has it, was lost or
 * restored alone, or belongs to another installation: then payload and references do not fit, and nothing may run.
 */
public final class SchemaInstaller {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaInstaller.class);

    /** The module whose only version says that both keyspaces were given the cluster id. */
    private static final String IDENTITY = "identity";

    private final Cluster cluster;
    private final SchemaSession session;

    private SchemaInstaller(Cluster cluster, SchemaSession session) {
        this.cluster = cluster;
        this.session = session;
    }

    /**
     * Brings the schema to the version of {@code modules}.
     *
     * @return the cluster id
     * @throws SchemaException when the schema is newer than a module, or the keyspaces do not belong together
     * @throws StoreUnavailableException when Cassandra does not answer in time
     */
    public static UUID install(Cluster cluster, List<SchemaModule> modules) {
        try (SchemaSession session = new SchemaSession(cluster)) {
            return new SchemaInstaller(cluster, session).install(modules);
        }
    }

    private UUID install(List<SchemaModule> modules) {
        if (!isEstablished()) {
            establish();
        }
        refuseNewer(modules);
        if (identified() && modules.stream().allMatch(this::isInstalled)) {
            return identity();
        }
        try (SchemaLock lock = SchemaLock.acquire(session)) {
            identify();
            for (SchemaModule module : modules) {
                apply(module, lock);
            }
        }
        return identity();
    }

    /**
     * Whether all nodes have the tables of this class. It was noted when they had: see {@link #identify}. Between a table
     * that is not there and one that can be read is one that a node knows but has not opened, which is an error of its
     * own; to take another failure for it does no harm, as it will meet {@link #establish} too.
     */
    private boolean isEstablished() {
        try {
            return identified();
        } catch (InvalidQueryException | StoreUnavailableException noTableYet) {
            return false;
        }
    }

    /**
     * Creates what a lock needs, without one. What another gateway is creating at this moment shows in the system's
     * tables before it can be used: so the statements are always sent, and change nothing where they find it.
     */
    private void establish() {
        createKeyspace(cluster.keyspaces().data(), cluster.settings().data());
        createKeyspace(cluster.keyspaces().meta(), cluster.settings().meta());
        createOwnTable(cluster.keyspaces().data(), "cluster", "name text PRIMARY KEY, id uuid");
        createOwnTable(cluster.keyspaces().meta(), "cluster", "name text PRIMARY KEY, id uuid");
        createOwnTable(cluster.keyspaces().meta(), "schema_lock", "name text PRIMARY KEY, holder uuid");
        createOwnTable(
                cluster.keyspaces().meta(),
                "schema_version",
                "module text, version int, applied timestamp, PRIMARY KEY (module, version)");
        session.awaitAgreement();
    }

    /** An existing keyspace is left alone: its replication is the operator's. */
    private void createKeyspace(String name, Replication replication) {
        LOG.info("Creating keyspace {} with {}, if it is not there", name, replication.copies());
        session.change("CREATE KEYSPACE IF NOT EXISTS " + name + " WITH replication = " + replication.toCql());
    }

    /**
     * Two gateways that create a table at the same moment would give it two ids, and Cassandra would not find together
     * again: so its id follows from its name.
     */
    private void createOwnTable(String keyspace, String table, String columns) {
        String name = keyspace + "." + table;
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        session.change("CREATE TABLE IF NOT EXISTS " + name + " (" + columns + ") WITH id = " + id);
    }

    private void refuseNewer(List<SchemaModule> modules) {
        for (SchemaModule module : modules) {
            int installed = installedVersion(module.name());
            if (installed > module.version()) {
                throw new SchemaException("The schema of " + module.name() + " has version " + installed
                        + ", and this gateway knows up to " + module.version() + ": start a newer gateway");
            }
        }
    }

    private boolean isInstalled(SchemaModule module) {
        return installedVersion(module.name()) >= module.version();
    }

    private int installedVersion(String module) {
        Row row = session.one("SELECT max(version) FROM {meta}.schema_version WHERE module = ?", module);
        return row == null || row.isNull(0) ? 0 : row.getInt(0);
    }

    private void apply(SchemaModule module, SchemaLock lock) {
        int installed = installedVersion(module.name());
        for (SchemaStep step : module.steps()) {
            if (step.version() > installed) {
                lock.renew();
                session.change(step.cql());
                record(module.name(), step.version());
                LOG.info("Schema of {} is at version {}", module.name(), step.version());
            }
        }
    }

    private void record(String module, int version) {
        session.write(
                "INSERT INTO {meta}.schema_version (module, version, applied) VALUES (?, ?, ?)",
                module,
                version,
                Instant.now());
    }

    private boolean identified() {
        return installedVersion(IDENTITY) > 0;
    }

    /** Gives both keyspaces one id, the payload last, and takes note when both have it. */
    private void identify() {
        if (identified()) {
            return;
        }
        UUID meta = readId("{meta}.cluster");
        UUID data = readId("{data}.cluster");
        if (data != null && !data.equals(meta)) {
            throw mismatch(data, meta);
        }
        UUID id = meta == null ? UUID.randomUUID() : meta;
        session.write("INSERT INTO {meta}.cluster (name, id) VALUES ('cluster', ?)", id);
        session.write("INSERT INTO {data}.cluster (name, id) VALUES ('cluster', ?)", id);
        record(IDENTITY, 1);
    }

    private UUID identity() {
        UUID meta = readId("{meta}.cluster");
        UUID data = readId("{data}.cluster");
        if (meta == null || !meta.equals(data)) {
            throw mismatch(data, meta);
        }
        return meta;
    }

    private @Nullable UUID readId(String table) {
        try {
            Row row = session.one("SELECT id FROM " + table + " WHERE name = 'cluster'");
            return row == null ? null : row.getUuid(0);
        } catch (InvalidQueryException noSuchTable) {
            return null;
        }
    }

    private SchemaException mismatch(@Nullable UUID data, @Nullable UUID meta) {
        return new SchemaException("Keyspaces " + cluster.keyspaces().data() + " (" + described(data) + ") and "
                + cluster.keyspaces().meta() + " (" + described(meta)
                + ") do not belong together: restore both from one backup, or give another keyspace prefix");
    }

    private static String described(@Nullable UUID id) {
        return id == null ? "empty" : "cluster " + id;
    }
}
