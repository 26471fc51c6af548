package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.CommandLine;
import io.casgate.it.client.CommandLines;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import io.casgate.it.tree.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** restic, of 2022 and of today: init, backup, a second backup, check with all data read, restore, forget and prune. */
@ExtendWith(SharedGateway.class)
class ResticTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"restic", "restic-current"})
    void backsUpChecksRestoresAndPrunes(String program, Gateway gateway) {
        CommandLine restic =
                CommandLines.restic(program, gateway, Buckets.freshName("restic"), directory.resolve("cache"));
        Path tree = directory.resolve("tree");
        Trees.writeVaried(tree, 4);

        restic.run("init");
        restic.run("backup", tree.toString());
        Trees.insertInMiddle(tree.resolve("plain.txt"), "changed".getBytes(StandardCharsets.UTF_8));
        restic.run("backup", tree.toString());
        assertThat(restic.run("check", "--read-data")).contains("no errors were found");

        Path restored = directory.resolve("restored");
        restic.run("restore", "latest", "--target", restored.toString());
        Trees.assertSame(tree, restored.resolve(tree.toString().substring(1)));

        restic.run("forget", "--keep-last", "1", "--prune");
        assertThat(restic.run("check", "--read-data")).contains("no errors were found");
        assertThat(restic.run("snapshots", "--compact")).contains("1 snapshots");
    }
}
