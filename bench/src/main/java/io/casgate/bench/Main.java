package io.casgate.bench;

import io.casgate.bench.cli.CeilingCommand;
import io.casgate.bench.cli.CompareCommand;
import io.casgate.bench.cli.CorpusCommand;
import io.casgate.bench.cli.CuttersCommand;
import io.casgate.bench.cli.JmhCommand;
import io.casgate.bench.cli.LoadCommand;
import io.casgate.bench.cli.SmallCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * The command line: {@code load}, {@code ceiling}, {@code compare}, {@code small}, {@code corpus}, {@code cutters} and
 * {@code jmh}.
 */
@Command(
        name = "bench",
        description = "Measures an S3 endpoint, and the Cassandra below it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LoadCommand.class,
            CeilingCommand.class,
            CompareCommand.class,
            SmallCommand.class,
            CorpusCommand.class,
            CuttersCommand.class,
            JmhCommand.class
        })
public final class Main {
    private Main() {}

    /** Exits with 0 when everything worked, 1 when a measurement had failures, 2 when the command line is wrong. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    commandLine.getErr().println("bench: " + exception.getMessage());
                    return exception instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
