package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.CommandLine;
import io.casgate.it.client.Sdk;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import io.casgate.it.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** s3fs 1.90: a bucket as a file system. */
@ExtendWith(SharedGateway.class)
class S3fsTest {
    @TempDir
    private Path directory;

    private Gateway gateway;
    private String bucket;
    private Path mount;

    @BeforeEach
    void createBucket(Gateway shared) throws IOException {
        gateway = shared;
        bucket = Buckets.freshName("s3fs");
        mount = Files.createDirectory(directory.resolve("mount"));
        try (S3Client s3 = Sdk.client(gateway)) {
            s3.createBucket(request -> request.bucket(bucket));
        }
    }

    @Test
    void aTreeIsThereAfterMountingAgain() throws IOException {
        Path tree = directory.resolve("tree");
        Trees.writeVaried(tree, 12);
        mount();
        try {
            run("cp", "-r", tree.toString(), mount.resolve("tree").toString());
        } finally {
            unmount();
        }
        mount();
        try {
            Trees.assertSame(tree, mount.resolve("tree"));
        } finally {
            unmount();
        }
    }

    @Test
    void filesAreRenamedAppendedToAndRemoved() throws IOException {
        Path file = directory.resolve("large");
        Trees.writeFile(file, 25 << 20, 13);
        mount();
        try {
            Path first = mount.resolve("first");
            Path second = Files.createDirectory(mount.resolve("folder")).resolve("second");
            Files.copy(file, first);
            Files.move(first, second);
            assertThat(Files.mismatch(file, second)).isEqualTo(-1);
            Files.writeString(second, "more", StandardOpenOption.APPEND);
            assertThat(Files.size(second)).isEqualTo(Files.size(file) + 4);
            assertThat(mount.toFile().list()).containsExactly("folder");
            Files.delete(second);
            Files.delete(second.getParent());
            assertThat(mount.toFile().list()).isEmpty();
        } finally {
            unmount();
        }
    }

    private void mount() throws IOException {
        Path passwords = directory.resolve("passwd-s3fs");
        Files.writeString(
                passwords, gateway.keys().accessKey() + ":" + gateway.keys().secretKey());
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        run(
                "s3fs",
                bucket,
                mount.toString(),
                "-o",
                "url=" + gateway.endpoint() + ",use_path_request_style,passwd_file=" + passwords
                        + ",multipart_size=10,singlepart_copy_limit=10,retries=1");
        awaitMounted();
    }

    /** s3fs goes to the background before its file system is there. */
    private void awaitMounted() throws IOException {
        Object parent = Files.getAttribute(directory, "unix:dev");
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (Files.getAttribute(mount, "unix:dev").equals(parent)) {
            assertThat(System.nanoTime()).as("s3fs did not mount").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void unmount() {
        run("fusermount", "-u", mount.toString());
    }

    private static void run(String command, String... arguments) {
        new CommandLine(List.of(command), Map.of()).run(arguments);
    }
}
