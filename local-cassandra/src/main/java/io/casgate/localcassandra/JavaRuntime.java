package io.casgate.localcassandra;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed Java.
 *
 * @param home the directory with {@code bin/java}
 * @param feature 11, 17, 25: the first number of its version
 */
record JavaRuntime(Path home, int feature) {
    private static final Pattern FEATURE = Pattern.compile("\"?(?:1\\.)?(\\d+).*");

    /** Reads the {@code release} file that every JDK and JRE has carried since Java 7, instead of starting it. */
    static Optional<JavaRuntime> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        Matcher version = FEATURE.matcher(properties.getProperty("JAVA_VERSION", ""));
        return version.matches()
                ? Optional.of(new JavaRuntime(home, Integer.parseInt(version.group(1))))
                : Optional.empty();
    }

    Path executable() {
        return home.resolve("bin/java");
    }
}
