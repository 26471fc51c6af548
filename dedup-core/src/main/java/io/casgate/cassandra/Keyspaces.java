package io.casgate.cassandra;

/**
 * The names of the two keyspaces: payload, and everything else. CQL in this project names tables as {@code {data}.packs}
 * and {@code {meta}.heads}.
 *
 * @param prefix what both names begin with
 */
public record Keyspaces(String prefix) {
    public static final Keyspaces DEFAULT = new Keyspaces("casgate");

    public Keyspaces {
        if (!prefix.matches("[a-z][a-z0-9_]{0,39}")) {
            throw new IllegalArgumentException(
                    "A keyspace prefix is 1 to 40 of a-z, 0-9 and '_', and begins with a letter: " + prefix);
        }
    }

    public String data() {
        return prefix + "_data";
    }

    public String meta() {
        return prefix + "_meta";
    }

    /** {@code cql} with the keyspaces' names filled in. */
    String expand(String cql) {
        return cql.replace("{data}", data()).replace("{meta}", meta());
    }
}
