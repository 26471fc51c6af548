package io.casgate.gateway;

import io.casgate.auth.Identity;
import io.casgate.gateway.config.ConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;

/**
 * The key pair of the identity {@code root}: from the environment, or made once and kept in a file of the data directory
 * that only its owner can read.
 *
 * @param origin where it came from
 * @param file where it is kept, unless it came from the environment
 */
record RootKeys(Identity identity, Origin origin, Path file) {
    static final String ACCESS_KEY = "CASGATE_ACCESS_KEY";
    static final String SECRET_KEY = "CASGATE_SECRET_KEY";

    private static final String FILE = "root-keys";
    private static final String NAME = "root";
    private static final char[] LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
    private static final int ACCESS_KEY_LENGTH = 20;
    private static final int SECRET_BYTES = 30;

    enum Origin {
        ENVIRONMENT,
        MADE_NOW,
        KEPT
    }

    /**
     * Finds or makes them.
     *
     * @throws ConfigurationException when only one half is given, or the file is damaged
     */
    static RootKeys obtain(DataDirectory directory, Map<String, String> environment) {
        Path file = directory.root().resolve(FILE);
        String accessKey = environment.getOrDefault(ACCESS_KEY, "");
        String secretKey = environment.getOrDefault(SECRET_KEY, "");
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw new ConfigurationException(ACCESS_KEY + " and " + SECRET_KEY + " are set together or not at all.");
        }
        if (!accessKey.isEmpty()) {
            return new RootKeys(identity(accessKey, secretKey, "the environment"), Origin.ENVIRONMENT, file);
        }
        try {
            return Files.exists(file)
                    ? new RootKeys(read(file), Origin.KEPT, file)
                    : new RootKeys(make(file), Origin.MADE_NOW, file);
        } catch (IOException e) {
            throw new ConfigurationException("Cannot keep the root keys in " + file + ": " + e + ".", e);
        }
    }

    private static Identity read(Path file) throws IOException {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            keys.load(reader);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(file + " is damaged; restore it, or set " + ACCESS_KEY + ".", e);
        }
        return identity(keys.getProperty("access-key", ""), keys.getProperty("secret-key", ""), file.toString());
    }

    private static Identity identity(String accessKey, String secretKey, String origin) {
        try {
            return Identity.of(NAME, accessKey, secretKey);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "The root keys from " + origin + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Under its name the file is whole or absent, and never readable by others. */
    private static Identity make(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        StringBuilder accessKey = new StringBuilder("CG");
        while (accessKey.length() < ACCESS_KEY_LENGTH) {
            accessKey.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String secretKey = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Path draft = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(draft);
        createPrivate(draft);
        Files.writeString(
                draft,
                "access-key=" + accessKey + "\nsecret-key=" + secretKey + "\n",
                StandardCharsets.ISO_8859_1,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return Identity.of(NAME, accessKey.toString(), secretKey);
    }

    private static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** Without the secret key. */
    @Override
    public String toString() {
        return "RootKeys[" + identity + ", " + origin + "]";
    }
}
