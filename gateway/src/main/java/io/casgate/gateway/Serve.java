package io.casgate.gateway;

import io.casgate.gateway.config.Configuration;
import io.casgate.gateway.config.GatewaySettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code casgate serve}: runs a gateway until it is interrupted. */
@Command(
        name = "serve",
        description = {
            "Serves S3 until it is stopped.",
            "Options are stronger than environment variables (CASGATE_...), and those than --config;"
                    + " conf/casgate.conf explains every setting.",
            "CASGATE_ACCESS_KEY and CASGATE_SECRET_KEY give the root keys; else they are made at the first start."
        },
        mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, in the form of conf/casgate.conf.")
    private @Nullable Path config;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where everything is kept; ./data by default.")
    private @Nullable Path dataDirectory;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "127.0.0.1:9000 by default.")
    private @Nullable String listen;

    @Option(names = "--region", paramLabel = "REGION", description = "us-east-1 by default.")
    private @Nullable String region;

    @Option(
            names = "--domain",
            paramLabel = "HOST",
            description = "Take BUCKET.HOST for virtual-host style; may be given several times.")
    private List<String> domains = List.of();

    @Option(names = "--identities", paramLabel = "FILE", description = "More identities beside the root keys.")
    private @Nullable Path identities;

    @Option(
            names = "--cassandra",
            paramLabel = "HOST[:PORT]",
            split = ",",
            description = "Use this cluster instead of starting a single node.")
    private List<String> cassandra = List.of();

    @Option(names = "--local-dc", paramLabel = "DC", description = "The cluster's data centre to use.")
    private @Nullable String localDataCenter;

    @Option(
            names = "--durability",
            paramLabel = "safe|relaxed",
            description = "Of the started node; relaxed may lose the last ten seconds to a power cut or a kill.")
    private @Nullable String durability;

    @Override
    public Integer call() throws StartException {
        GatewaySettings settings =
                GatewaySettings.from(Configuration.load(Optional.ofNullable(config), System.getenv(), options()));
        try (Gateway gateway = Gateway.start(settings, System.getenv())) {
            announce(gateway, System.out);
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            LOG.info("Stopped");
        }
        return 0;
    }

    private Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        put(options, "data-dir", dataDirectory);
        put(options, "http.listen", listen);
        put(options, "region", region);
        put(options, "identities", identities);
        put(options, "cassandra.local-dc", localDataCenter);
        put(options, "cassandra.embedded.durability", durability);
        if (!domains.isEmpty()) {
            options.put("domains", domains);
        }
        if (!cassandra.isEmpty()) {
            options.put("cassandra.contact-points", cassandra);
        }
        return options;
    }

    private static void put(Map<String, Object> options, String key, @Nullable Object value) {
        if (value != null) {
            options.put(key, value.toString());
        }
    }

    /** One line when ready; before it, once, the keys that nobody could know otherwise. */
    private static void announce(Gateway gateway, PrintStream out) {
        RootKeys keys = gateway.rootKeys();
        if (keys.origin() == RootKeys.Origin.MADE_NOW) {
            System.err.println("Root keys, made now and kept in " + keys.file() + ":\n  AWS_ACCESS_KEY_ID="
                    + keys.identity().accessKey() + "\n  AWS_SECRET_ACCESS_KEY="
                    + keys.identity().secretKey());
        } else if (keys.origin() == RootKeys.Origin.KEPT) {
            System.err.println("The root keys are in " + keys.file() + ".");
        }
        out.println("Casgate serves S3 at " + gateway.endpoint());
        out.flush();
    }
}
