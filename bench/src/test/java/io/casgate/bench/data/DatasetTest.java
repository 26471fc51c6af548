package io.casgate.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final int OBJECTS = 2000;

    @Test
    void oneSeedGivesTheSameObjectsAndAnotherSeedNone() {
        Dataset first = dataset(1, new Duplication.Objects(0.5));
        Dataset again = dataset(1, new Duplication.Objects(0.5));
        Dataset other = dataset(2, new Duplication.Objects(0.5));
        Set<ByteBuffer> contents = new HashSet<>();
        for (int n = 0; n < 100; n++) {
            assertThat(bytes(first.object(n))).isEqualTo(bytes(again.object(n)));
            contents.add(ByteBuffer.wrap(bytes(first.object(n))));
        }
        for (int n = 0; n < 100; n++) {
            assertThat(contents).doesNotContain(ByteBuffer.wrap(bytes(other.object(n))));
        }
    }

    @Test
    void newDataNeverComesBack() {
        assertThat(distinct(dataset(3, new Duplication.None()))).isEqualTo(OBJECTS);
    }

    @Test
    void theShareOfWholeDuplicatesIsAsAsked() {
        assertThat(distinct(dataset(3, new Duplication.Objects(0.7))) / (double) OBJECTS)
                .isCloseTo(0.3, within(0.04));
        assertThat(distinct(dataset(3, new Duplication.Objects(1)))).isEqualTo(1);
    }

    @Test
    void runsComeBackWholeAndOnlyInTheShareAsked() {
        int run = 4096;
        Dataset dataset = new Dataset(9, SizeDistribution.fixed(10L * run), new Duplication.Runs(0.5, run), 0);
        Set<ByteBuffer> seen = new HashSet<>();
        int runs = 0;
        for (int n = 0; n < 300; n++) {
            byte[] data = bytes(dataset.object(n));
            for (int from = 0; from < data.length; from += run, runs++) {
                seen.add(ByteBuffer.wrap(Arrays.copyOfRange(data, from, from + run)));
            }
        }
        assertThat(seen.size() / (double) runs).isCloseTo(0.5, within(0.05));
    }

    @Test
    void contentInRunsCanBeReadFromAnyWord() {
        Dataset.Content content =
                new Dataset(5, SizeDistribution.fixed(10_005), new Duplication.Runs(0.5, 1024), 0.3).object(77);
        byte[] whole = bytes(content);
        for (int from = 0; from < whole.length; from += 1000) {
            ByteBuffer part = ByteBuffer.allocate(whole.length - from);
            content.fill(part, from);
            assertThat(part.array()).isEqualTo(Arrays.copyOfRange(whole, from, whole.length));
        }
    }

    private static Dataset dataset(long seed, Duplication duplication) {
        return new Dataset(seed, SizeDistribution.parse("100-1000"), duplication, 0);
    }

    private static int distinct(Dataset dataset) {
        Set<ByteBuffer> contents = new HashSet<>();
        for (int n = 0; n < OBJECTS; n++) {
            contents.add(ByteBuffer.wrap(bytes(dataset.object(n))));
        }
        return contents.size();
    }

    private static byte[] bytes(Dataset.Content content) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(content.size()));
        content.fill(buffer, 0);
        return buffer.array();
    }
}
