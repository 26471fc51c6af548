package io.casgate.gateway.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.casgate.auth.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A HOCON or JSON file of identities, in the form that {@code conf/casgate.conf} shows. */
public final class IdentitiesFile {
    private static final Set<String> KEYS = Set.of("name", "access-key", "secret-key", "canonical-id", "email");

    private IdentitiesFile() {}

    /**
     * Reads them all.
     *
     * @throws ConfigurationException when the file is not of that form; secrets are never quoted
     */
    public static List<Identity> read(Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigurationException("Cannot read the identities file " + file + ".");
        }
        try {
            Config config = ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
            return config.getConfigList("identities").stream()
                    .map(identity -> read(file, identity))
                    .toList();
        } catch (ConfigException e) {
            throw new ConfigurationException("The identities file cannot be used: " + e.getMessage(), e);
        }
    }

    private static Identity read(Path file, Config entry) {
        for (String key : entry.root().keySet()) {
            if (!KEYS.contains(key)) {
                throw new ConfigurationException("Unknown key " + key + " of an identity in " + file + ".");
            }
        }
        String name = entry.getString("name");
        String canonicalId = optional(entry, "canonical-id");
        try {
            return new Identity(
                    name,
                    entry.getString("access-key"),
                    entry.getString("secret-key"),
                    canonicalId == null ? Identity.canonicalIdOf(name) : canonicalId,
                    optional(entry, "email"));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "The identity " + name + " in " + file + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static @Nullable String optional(Config entry, String key) {
        return entry.hasPath(key) ? entry.getString(key) : null;
    }
}
