package io.casgate.it.client;

import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.TlsGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tools that people use, configured for a gateway the way their own documentation says. */
public final class CommandLines {
    private CommandLines() {}

    /** Signs with version 4 throughout: by itself, version 1 of the tool presigns URLs with version 2. */
    public static CommandLine aws(Gateway gateway, Path directory) {
        Path configuration = write(directory.resolve("aws-config"), """
                [default]
                s3 =
                    signature_version = s3v4
                """);
        return new CommandLine(
                List.of("aws", "--endpoint-url", gateway.endpoint().toString()),
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        gateway.keys().accessKey(),
                        "AWS_SECRET_ACCESS_KEY",
                        gateway.keys().secretKey(),
                        "AWS_DEFAULT_REGION",
                        "us-east-1",
                        "AWS_MAX_ATTEMPTS",
                        "1",
                        "AWS_CONFIG_FILE",
                        configuration.toString(),
                        "AWS_EC2_METADATA_DISABLED",
                        "true"));
    }

    /** As {@link #aws(Gateway, Path)}, over TLS. */
    public static CommandLine aws(TlsGateway gateway, Path directory) {
        CommandLine plain = aws(gateway.gateway(), directory);
        Map<String, String> environment = new HashMap<>(plain.environment());
        environment.put("AWS_CA_BUNDLE", gateway.certificate().toString());
        return new CommandLine(plain.prefix(), environment);
    }

    /** {@code program} with remote {@code casgate:}, defined by the environment alone. */
    public static CommandLine rclone(String program, Gateway gateway) {
        return new CommandLine(
                List.of(program, "--config", "/dev/null", "--retries", "1", "--low-level-retries", "1"),
                Map.of(
                        "RCLONE_CONFIG_CASGATE_TYPE",
                        "s3",
                        "RCLONE_CONFIG_CASGATE_PROVIDER",
                        "Other",
                        "RCLONE_CONFIG_CASGATE_ENDPOINT",
                        gateway.endpoint().toString(),
                        "RCLONE_CONFIG_CASGATE_REGION",
                        "us-east-1",
                        "RCLONE_CONFIG_CASGATE_ACCESS_KEY_ID",
                        gateway.keys().accessKey(),
                        "RCLONE_CONFIG_CASGATE_SECRET_ACCESS_KEY",
                        gateway.keys().secretKey()));
    }

    /** Keeps its configuration file in {@code directory}. */
    public static CommandLine s3cmd(Gateway gateway, Path directory) {
        String address = gateway.endpoint().getAuthority();
        Path configuration = write(directory.resolve("s3cfg"), """
                [default]
                access_key = %s
                secret_key = %s
                host_base = %s
                host_bucket = %s
                use_https = False
                max_retries = 1
                """.formatted(
                        gateway.keys().accessKey(), gateway.keys().secretKey(), address, address));
        return new CommandLine(List.of("s3cmd", "--config", configuration.toString(), "--no-progress"), Map.of());
    }

    /** {@code program} on a repository in {@code bucket}, with its cache in {@code directory}. */
    public static CommandLine restic(String program, Gateway gateway, String bucket, Path directory) {
        return new CommandLine(
                List.of(program, "--cache-dir", directory.toString()),
                Map.of(
                        "RESTIC_REPOSITORY",
                        "s3:" + gateway.endpoint() + "/" + bucket,
                        "RESTIC_PASSWORD",
                        "only for tests",
                        "AWS_ACCESS_KEY_ID",
                        gateway.keys().accessKey(),
                        "AWS_SECRET_ACCESS_KEY",
                        gateway.keys().secretKey()));
    }

    /** Keeps its configuration, cache and logs in {@code directory}; says nothing of its progress. */
    public static CommandLine kopia(Path directory) {
        return new CommandLine(
                List.of(
                        "kopia-current",
                        "--config-file=" + directory.resolve("kopia.config"),
                        "--log-dir=" + directory.resolve("kopia-logs"),
                        "--no-progress"),
                Map.of(
                        "KOPIA_PASSWORD",
                        "only for tests",
                        "KOPIA_CACHE_DIRECTORY",
                        directory.resolve("kopia-cache").toString(),
                        "KOPIA_CHECK_FOR_UPDATES",
                        "false",
                        "KOPIA_PERSIST_CREDENTIALS_ON_CONNECT",
                        "true",
                        "KOPIA_USE_KEYRING",
                        "false"));
    }

    /** Without encryption, with its archive in {@code directory}. */
    public static CommandLine duplicity(Gateway gateway, Path directory) {
        return new CommandLine(
                List.of("duplicity"),
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        gateway.keys().accessKey(),
                        "AWS_SECRET_ACCESS_KEY",
                        gateway.keys().secretKey(),
                        "HOME",
                        directory.toString()));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
