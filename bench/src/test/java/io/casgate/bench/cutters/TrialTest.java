package io.casgate.bench.cutters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
    /** More than a window, so that a block lies across two. */
    private static final int LENGTH = 9_000_000;

    @TempDir
    private Path directory = Path.of("");

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    @Test
    void whatIsStoredAgainCostsNothing() throws IOException {
        Trial trial = new Trial(Family.FASTCDC.cutter(8192));
        Path file = file("random", CuttersTest.bytes(1, LENGTH));
        trial.store(file);
        Cuts once = trial.cuts();
        trial.store(file);

        assertThat(once.bytes()).isEqualTo(LENGTH);
        assertThat(once.uniqueBytes()).isEqualTo(LENGTH);
        assertThat(once.storedBytes()).isBetween((long) LENGTH, LENGTH + LENGTH / 100L);
        assertThat(trial.cuts().bytes()).isEqualTo(2L * LENGTH);
        assertThat(trial.cuts().blocks()).isEqualTo(2 * once.blocks());
        assertThat(trial.cuts().uniqueBytes()).isEqualTo(LENGTH);
        assertThat(trial.cuts().storedBytes()).isEqualTo(once.storedBytes());
        assertThat(Arrays.stream(trial.blocksByLogarithm()).sum()).isEqualTo(2 * once.blocks());
    }

    @Test
    void zerosAreNotStored() throws IOException {
        Trial trial = new Trial(Family.MINCDC.cutter(8192));
        trial.store(file("zeros", new byte[LENGTH]));

        assertThat(trial.cuts().bytes()).isEqualTo(LENGTH);
        assertThat(trial.cuts().storedBytes()).isZero();
    }

    @Test
    void whatIsBetweenMeasuredMeansIsInterpolatedByTheirLogarithm() {
        Cuts small = new Cuts(100, 100_000, 20_000, 0, 1);
        Cuts large = new Cuts(25, 100_000, 40_000, 0, 1);
        Map<Integer, Cuts> curve = Map.of(2048, small, 8192, large);

        assertThat(CutterTable.at(curve, 1000, Cuts::saved)).isEqualTo(0.8);
        assertThat(CutterTable.at(curve, 2000, Cuts::saved)).isCloseTo(0.7, within(1e-9));
        assertThat(CutterTable.at(curve, 4000, Cuts::saved)).isEqualTo(0.6);
        assertThat(CutterTable.at(curve, 999, Cuts::saved)).isNaN();
        assertThat(CutterTable.at(curve, 4001, Cuts::saved)).isNaN();
    }

    @Test
    void tablesHaveARowForEachCorpusAndTarget() {
        CutterTable table = new CutterTable();
        table.add("one", Family.FASTCDC, 8192, new Cuts(100, 1_000_000, 250_000, 100_000, 500_000));
        table.add("two", Family.FASTCDC, 8192, new Cuts(100, 1_000_000, 750_000, 500_000, 500_000));

        assertThat(table.measured()).endsWith("| fastcdc | 8 KiB | 10000 | 50.00 % | 70.00 % | 2.00 |\n");
        assertThat(table.atEqualMean(List.of(8192), Cuts::saved)).isEqualTo("""
                        | corpus | target | fastcdc |
                        |---|---|---|
                        | all | 8 KiB | 50.00 % |
                        | one | 8 KiB | 75.00 % |
                        | two | 8 KiB | 25.00 % |
                        """);
    }
}
