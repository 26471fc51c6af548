package io.casgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.it.client.CommandLine;
import io.casgate.it.client.CommandLines;
import io.casgate.it.gateway.Gateway;
import io.casgate.it.gateway.SharedGateway;
import io.casgate.it.tree.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What storing something again costs, in the gateway's own numbers. */
class DedupSavingsTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    /** 500 MB, stored twice under other names by a client that cuts it into parts, then with edits that move bytes. */
    @Test
    void theSameTreeAgainCostsAlmostNothingAndSmallEditsLittle() throws Exception {
        try (Gateway gateway = SharedGateway.onTestCassandra(
                directory, "it_" + Buckets.freshName("d").replace('-', '_'))) {
            CommandLine rclone = CommandLines.rclone("rclone", gateway);
            String remote = "casgate:" + Buckets.freshName("dedup");
            rclone.run("mkdir", remote);
            Path tree = directory.resolve("tree");
            Trees.writeUniform(tree, 50, 10 * MIB, 42);

            Usage before = Usage.of(gateway);
            rclone.run("copy", tree.toString(), remote + "/first");
            Usage first = Usage.of(gateway);
            assertThat(first.logical() - before.logical()).isEqualTo(500 * MIB);
            assertThat(first.unique() - before.unique()).isEqualTo(500 * MIB);
            assertThat(first.stored() - before.stored())
                    .as("random bytes do not compress")
                    .isBetween(500 * MIB, 505 * MIB);

            rclone.run("copy", tree.toString(), remote + "/second");
            Usage second = Usage.of(gateway);
            assertThat(second.logical() - first.logical()).isEqualTo(500 * MIB);
            assertThat(second.stored() - first.stored()).isLessThan(5 * MIB);

            List<Path> files = Trees.filesUnder(tree);
            files.forEach(file -> Trees.insertInMiddle(file, "an edit".getBytes(StandardCharsets.UTF_8)));
            rclone.run("copy", tree.toString(), remote + "/edited");
            Usage edited = Usage.of(gateway);
            assertThat(edited.stored() - second.stored())
                    .as("one or two blocks of at most 64 KiB for each of 50 edits, and their neighbours")
                    .isLessThan(files.size() * 256L * 1024);

            Path restored = directory.resolve("restored");
            rclone.run("copy", remote + "/edited", restored.toString());
            Trees.assertSame(tree, restored);
        }
    }

    /** Bytes as clients see them, after dedup, and after compression. */
    private record Usage(long logical, long unique, long stored) {
        static Usage of(Gateway gateway) {
            return new Usage(
                    gateway.metric("casgate_dedup_logical_bytes_total"),
                    gateway.metric("casgate_dedup_unique_bytes_total"),
                    gateway.metric("casgate_dedup_stored_bytes_total"));
        }
    }
}
