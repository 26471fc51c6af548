package io.casgate.it.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway as a child process, started the way the {@code casgate} script does it. */
public final class Gateway implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("(https?://127\\.0\\.0\\.1:\\d+)");
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    private final Child child;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    private Gateway(Child child, URI endpoint) {
        this.child = child;
        this.endpoint = endpoint;
    }

    /** Starts {@code casgate serve} on a free port and waits until it says that it is ready. */
    public static Gateway serve(Path dataDirectory, String... options) {
        return ServeCommand.in(dataDirectory).with(options).start();
    }

    /** As above, with further options for the virtual machine. */
    public static Gateway serve(Path dataDirectory, List<String> jvmOptions, String... options) {
        return ServeCommand.in(dataDirectory)
                .withJvmOptions(jvmOptions)
                .with(options)
                .start();
    }

    /** Waits until a gateway that was launched says that it is ready. */
    static Gateway ready(Child child) {
        return new Gateway(child, awaitReady(child));
    }

    private static URI awaitReady(Child child) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher matcher = READY.matcher(child.output());
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
            if (!child.isAlive()) {
                throw new AssertionError("The gateway ended while starting:\n" + child.output());
            }
            Pause.of(Duration.ofMillis(50));
        }
        child.kill();
        throw new AssertionError("The gateway was not ready within " + START_LIMIT + ":\n" + child.output());
    }

    public URI endpoint() {
        return endpoint;
    }

    public Keys keys() {
        return Keys.ROOT;
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    public String output() {
        return child.output();
    }

    /** A sample of {@code /-/metrics}, by name with its labels, such as {@code x_total{a="b"}}. */
    public long metric(String sample) {
        String prefix = sample + " ";
        return get("/-/metrics")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(prefix.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No metric " + sample));
    }

    /** Waits until a sample of {@code /-/metrics} has a value. */
    public void awaitMetric(String sample, long value, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long last = metric(sample); last != value; last = metric(sample)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(sample + " is still " + last + " after " + limit + ", not " + value);
            }
            Pause.of(Duration.ofMillis(20));
        }
    }

    /** The body of an unsigned GET that is expected to answer 200. */
    public String get(String path) {
        HttpResponse<String> response = answer(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** Waits until an unsigned GET answers with {@code status}. */
    public void await(String path, int status, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (int last = answer(path).statusCode();
                last != status;
                last = answer(path).statusCode()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(
                        path + " still answers " + last + " after " + limit + ", not " + status + ":\n" + output());
            }
            Pause.of(Duration.ofMillis(50));
        }
    }

    private HttpResponse<String> answer(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(endpoint.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** SIGTERM. */
    public void terminate() {
        child.terminate();
    }

    /** SIGTERM, and the exit code of the clean stop that follows. */
    public int stop() {
        terminate();
        return awaitStop();
    }

    /** SIGINT to the process and to those that it started, as a terminal sends it at Ctrl-C. */
    public void interruptProcessGroup() {
        child.signalGroup("INT");
    }

    /** The exit code of a stop that is under way. */
    public int awaitStop() {
        return child.await(STOP_LIMIT);
    }

    /** SIGKILL. */
    public void kill() {
        child.kill();
    }

    /** Stops the gateway when it still runs. */
    @Override
    public void close() {
        http.close();
        if (child.isAlive()) {
            stop();
        }
    }
}
