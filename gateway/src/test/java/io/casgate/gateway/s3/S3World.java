package io.casgate.gateway.s3;

import io.casgate.auth.Identities;
import io.casgate.auth.Identity;
import io.casgate.auth.ProxyTolerance;
import io.casgate.auth.RequestAuthenticator;
import io.casgate.auth.SigV4Signer;
import io.casgate.auth.SignedRequest;
import io.casgate.catalog.Catalog;
import io.casgate.catalog.memory.MemoryCatalog;
import io.casgate.dedup.engine.TestStore;
import io.casgate.dedup.store.memory.MemoryPorts;
import io.casgate.gateway.http.Handler;
import io.casgate.gateway.http.Headers;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.http.ResponseBody;
import io.casgate.gateway.lifecycle.Lifecycle;
import io.casgate.gateway.lifecycle.LifecycleDay;
import io.casgate.gateway.s3.body.Etags;
import io.casgate.gateway.s3.operation.BucketDoor;
import io.casgate.gateway.s3.operation.Operations;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.Router;
import io.casgate.gateway.s3.operation.cors.CrossOrigin;
import io.casgate.gateway.s3.operation.form.FormPolicies;
import io.casgate.gateway.s3.operation.lock.ObjectLocks;
import io.casgate.gateway.s3.website.ByHost;
import io.casgate.gateway.s3.website.WebsiteHandler;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlReader;
import io.casgate.work.WorkQueue;
import io.casgate.work.WorkSettings;
import io.casgate.work.memory.MemoryWorkStore;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A whole S3 service in memory, without a network: two users, their requests, and what is left behind. */
public final class S3World implements AutoCloseable {
    public static final Identity ALICE = Identity.of("alice", "ALICEKEY", "alice's secret");
    public static final Identity BOB =
            new Identity("bob", "BOBKEY", "bob's secret", Identity.canonicalIdOf("bob"), "bob@example.org");

    private final InstantSource clock = () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String region;
    private final MemoryPorts ports = new MemoryPorts();
    private final TestStore store = new TestStore(ports.ports());
    private final Catalog catalog = MemoryCatalog.create(clock);
    private final WorkQueue lifecycleQueue = new WorkQueue(
            Lifecycle.QUEUE,
            new MemoryWorkStore(),
            new WorkSettings(Duration.ofMinutes(1), Duration.ofSeconds(10)),
            clock);
    private final Lifecycle lifecycle = new Lifecycle(catalog.buckets(), lifecycleQueue, LifecycleDay.DAY, 0);
    private final Router router;
    private final Handler handler;

    public S3World(String region) {
        this(region, Etags.MD5);
    }

    public S3World(String region, Etags etags) {
        this.region = region;
        Identities identities = new Identities(List.of(ALICE, BOB));
        Owners owners = new Owners(() -> identities);
        BucketDoor door = new BucketDoor(catalog.buckets(), owners, clock);
        RequestAuthenticator authenticator =
                new RequestAuthenticator(() -> identities, region, ProxyTolerance.STRICT, clock);
        Operations operations = new Operations(
                catalog,
                store.engine(),
                lifecycle,
                new ObjectLocks(clock),
                door,
                owners,
                new FormPolicies(authenticator, clock),
                region,
                etags);
        router = operations.addTo(new Router(List.of("gateway.example")));
        CrossOrigin crossOrigin = new CrossOrigin(catalog.buckets());
        ErrorResponses errors = new ErrorResponses("host-id");
        List<String> sites = List.of("site.example");
        handler = new ByHost(
                sites,
                new WebsiteHandler(sites, door, operations.reading(), crossOrigin, errors),
                new S3Handler(router, authenticator, door, crossOrigin, errors));
    }

    public Router router() {
        return router;
    }

    public MemoryPorts ports() {
        return ports;
    }

    /** Sends Alice's request. */
    public Answer send(S3Requests request) {
        return send(ALICE, request);
    }

    public Answer send(Identity identity, S3Requests request) {
        return send(identity, request, SigV4Signer.UNSIGNED_PAYLOAD);
    }

    /** Signs and sends a request. */
    public Answer send(Identity identity, S3Requests request, String payload) {
        Request unsigned = request.build();
        Map<String, List<String>> headers =
                new LinkedHashMap<>(unsigned.headers().byName());
        headers.putIfAbsent("host", List.of("gateway.example"));
        SignedRequest signed = new SigV4Signer(identity, region)
                .sign(
                        new SignedRequest(unsigned.method(), unsigned.rawPath(), unsigned.rawQuery(), headers),
                        clock.instant(),
                        payload);
        Headers.Builder complete = Headers.builder();
        signed.headers().forEach((name, values) -> values.forEach(value -> complete.add(name, value)));
        return answer(request.build(complete.build()));
    }

    /** Sends a request that nobody signed. */
    public Answer sendUnsigned(S3Requests request) {
        return answer(request.header("Host", "gateway.example").build());
    }

    /** Sends a browser's request to the website of a bucket. */
    public Answer browse(String bucket, S3Requests request) {
        return answer(request.header("Host", bucket + ".site.example").build());
    }

    private Answer answer(Request request) {
        return new Answer(handler.handle(request), (S3Requests.SlicedBody) request.body());
    }

    @Override
    public void close() {
        store.close();
    }

    /** A response, and the body of the request that it answers. */
    public record Answer(Response response, S3Requests.SlicedBody requestBody) {
        public int status() {
            return response.status();
        }

        /** A header's value; the test fails when there is none. */
        public String header(String name) {
            return Objects.requireNonNull(response.headers().first(name), () -> name + " in " + response);
        }

        public boolean has(String name) {
            return response.headers().contains(name);
        }

        /** The body, read to its end. */
        public byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            switch (response.body()) {
                case ResponseBody.Bytes body -> append(bytes, body.bytes());
                case ResponseBody.Stream body -> {
                    try (ResponseBody.Source source = body.source()) {
                        for (ByteBuffer next = source.next(); next != null; next = source.next()) {
                            append(bytes, next);
                        }
                    }
                }
            }
            return bytes.toByteArray();
        }

        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        public XmlElement xml(String root) {
            return XmlReader.read(bytes(), root);
        }

        /** The code of the error that this is. */
        public String errorCode() {
            return xml("Error").requiredText("Code");
        }

        private static void append(ByteArrayOutputStream target, ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            target.writeBytes(copy);
        }
    }
}
