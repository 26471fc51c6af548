package io.casgate.gateway.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The values of all keys: defaults, overridden by a file, that by the environment, and that by the command line. The
 * defaults list every key there is; any other key is refused. Used by one thread.
 */
public final class Configuration {
    private static final String DEFAULTS = "casgate.conf";

    /** Objects whose keys are the operator's own. */
    private static final Set<String> MAPS = Set.of("cassandra.replication.data", "cassandra.replication.meta");

    private final Config values;
    private final Set<String> read = new TreeSet<>();

    private Configuration(Config values) {
        this.values = values;
    }

    /**
     * Merges the sources.
     *
     * @param environment all of it; what does not name a key is ignored
     * @param options values by key
     * @throws ConfigurationException when a source is unreadable or has a key that does not exist
     */
    public static Configuration load(
            Optional<Path> file, Map<String, String> environment, Map<String, Object> options) {
        Config defaults = defaults();
        Config own = file.map(Configuration::parse).orElseGet(ConfigFactory::empty);
        file.ifPresent(path -> requireKnown(own, defaults, path));
        Config given = ConfigFactory.parseMap(options, "the command line");
        return new Configuration(given.withFallback(fromEnvironment(environment, defaults))
                .withFallback(own)
                .withFallback(defaults));
    }

    /** {@code conf/casgate.conf} as it was packaged. */
    static Config defaults() {
        return ConfigFactory.parseResources(
                Configuration.class.getClassLoader(),
                DEFAULTS,
                ConfigParseOptions.defaults().setAllowMissing(false).setSyntax(ConfigSyntax.CONF));
    }

    private static Config parse(Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigurationException("Cannot read the configuration file " + file + ".");
        }
        try {
            return ConfigFactory.parseFile(
                            file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                    .resolve(ConfigResolveOptions.noSystem());
        } catch (ConfigException e) {
            throw new ConfigurationException("The configuration file cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requireKnown(Config own, Config defaults, Path file) {
        Set<String> known = keys(defaults);
        for (String key : keys(own)) {
            if (!known.contains(key) && MAPS.stream().noneMatch(map -> key.startsWith(map + "."))) {
                throw new ConfigurationException(
                        "Unknown key " + key + " in " + file + "; conf/casgate.conf lists all there are.");
            }
        }
    }

    /** The paths of all values that are no objects, and of the objects that are values. */
    static Set<String> keys(Config config) {
        Set<String> keys = new TreeSet<>();
        collectKeys("", config.root(), keys);
        return keys;
    }

    private static void collectKeys(String prefix, ConfigObject object, Set<String> keys) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String path = prefix + entry.getKey();
            if (entry.getValue() instanceof ConfigObject inner && !MAPS.contains(path)) {
                collectKeys(path + ".", inner, keys);
            } else {
                keys.add(path);
            }
        }
    }

    /** The environment variable for a key. */
    static String variable(String key) {
        return "CASGATE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static Config fromEnvironment(Map<String, String> environment, Config defaults) {
        Config config = ConfigFactory.empty();
        for (String key : keys(defaults)) {
            String text = environment.get(variable(key));
            if (text != null) {
                config = config.withValue(key, fromVariable(key, text, defaults.getValue(key)));
            }
        }
        return config;
    }

    private static ConfigValue fromVariable(String key, String text, ConfigValue like) {
        boolean compound = like.valueType() == ConfigValueType.LIST || like.valueType() == ConfigValueType.OBJECT;
        if (!compound) {
            return ConfigValueFactory.fromAnyRef(text, variable(key));
        }
        try {
            return ConfigFactory.parseString("value = " + text).getValue("value");
        } catch (ConfigException e) {
            throw new ConfigurationException(variable(key) + " is not HOCON: " + e.getMessage(), e);
        }
    }

    /** The keys that were asked for. */
    Set<String> read() {
        return read;
    }

    String text(String key) {
        return get(key, values::getString);
    }

    /** Empty for an empty text. */
    Optional<String> optionalText(String key) {
        return Optional.of(text(key)).filter(text -> !text.isBlank());
    }

    Optional<Path> optionalPath(String key) {
        return optionalText(key).map(Path::of);
    }

    List<String> texts(String key) {
        return get(key, values::getStringList);
    }

    int number(String key) {
        return get(key, values::getInt);
    }

    Duration duration(String key) {
        return get(key, values::getDuration);
    }

    long bytes(String key) {
        return get(key, values::getBytes);
    }

    /** A size that has to fit in an int. */
    int size(String key) {
        long bytes = bytes(key);
        if (bytes > Integer.MAX_VALUE) {
            throw new ConfigurationException(key + " is too large: " + bytes + " bytes.");
        }
        return (int) bytes;
    }

    /** One of an enum's constants, in lower case. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        return choice(key, type, text(key));
    }

    /** Some of an enum's constants, in lower case. */
    <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        Set<E> chosen = EnumSet.noneOf(type);
        texts(key).forEach(text -> chosen.add(choice(key, type, text)));
        return chosen;
    }

    private static <E extends Enum<E>> E choice(String key, Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        List<String> all = List.of(type.getEnumConstants()).stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        throw new ConfigurationException(key + " is one of " + String.join(", ", all) + ", not " + text + ".");
    }

    Map<String, Integer> numbers(String key) {
        Map<String, Integer> numbers = new TreeMap<>();
        for (Map.Entry<String, ConfigValue> entry : get(key, values::getObject).entrySet()) {
            String path = ConfigUtil.joinPath(entry.getKey());
            numbers.put(entry.getKey(), get(key, name -> values.getConfig(name).getInt(path)));
        }
        return numbers;
    }

    private <T> T get(String key, Function<String, T> getter) {
        read.add(key);
        try {
            return getter.apply(key);
        } catch (ConfigException e) {
            throw new ConfigurationException("The value of " + key + " cannot be used: " + e.getMessage(), e);
        }
    }
}
