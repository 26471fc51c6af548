package io.casgate.gateway;

import ch.qos.logback.classic.LoggerContext;
import io.casgate.gateway.config.ConfigurationException;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line. Whatever goes wrong is one sentence on standard error and a non-zero exit code. */
@Command(
        name = "casgate",
        description = "An S3-compatible object gateway that stores every byte once, on Apache Cassandra.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = Serve.class)
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Of the jar this runs from. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"casgate " + (version == null ? "(not packaged)" : version)};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /**
     * Runs a command. SIGTERM and SIGINT interrupt it, and the process ends with the command's own exit code: 0 after a
     * clean stop, where the virtual machine would say 143.
     */
    public static void main(String[] arguments) {
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread command = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            command.interrupt();
                            Runtime.getRuntime().halt(exitCode.join());
                        },
                        "stop"));
        int code = commandLine().execute(arguments);
        flushLogs();
        exitCode.complete(code);
        System.exit(code);
    }

    private static void flushLogs() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.stop();
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler(Main::failed);
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        say(command, e.getMessage() + " `" + command.getCommandSpec().qualifiedName() + " --help` tells more.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof ConfigurationException || e instanceof StartException) {
            say(command, String.valueOf(e.getMessage()));
        } else {
            LoggerFactory.getLogger(Main.class).error("casgate failed", e);
            say(command, "An unexpected failure, logged above: " + e);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void say(CommandLine command, String sentence) {
        PrintWriter error = command.getErr();
        error.println("casgate: " + sentence.replaceAll("\\R", " "));
        error.flush();
    }
}
