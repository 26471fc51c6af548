package io.casgate.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 server: Netty event loops frame and flush, and each request is handled on a virtual thread of its own.
 * Safe for use by many threads.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BACKLOG = 1024;
    private static final int RECEIVE_MIN = 1024;
    private static final int RECEIVE_FIRST = 8 * 1024;
    private static final int RECEIVE_MAX = 128 * 1024;

    private final HttpSettings settings;
    private final Callbacks callbacks;
    private final @Nullable SslContext tls;
    private final Admission admission;
    private final EventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;

    /**
     * What the server calls, and what it says of itself.
     *
     * @param refusals answers what never reaches the handler
     * @param hostId x-amz-id-2: by which the logs of this process are found
     */
    public record Callbacks(
            Handler handler,
            RefusalRenderer refusals,
            ExchangeListener exchanges,
            InstantSource clock,
            String hostId) {}

    private HttpServer(HttpSettings settings, Callbacks callbacks, @Nullable SslContext tls) throws IOException {
        this.settings = settings;
        this.callbacks = callbacks;
        this.tls = tls;
        this.admission = new Admission(settings.maxRequests());
        this.loops = new MultiThreadIoEventLoopGroup(
                settings.eventLoops(), new DefaultThreadFactory("http"), NioIoHandler.newFactory());
        this.listener = listen();
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when it cannot, with a sentence that says why
     */
    public static HttpServer start(HttpSettings settings, Callbacks callbacks) throws IOException {
        SslContext tls =
                settings.tls().isEmpty() ? null : Tls.context(settings.tls().get());
        return new HttpServer(settings, callbacks, tls);
    }

    private Channel listen() throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(RECEIVE_MIN, RECEIVE_FIRST, RECEIVE_MAX))
                .childHandler(pipeline());
        ChannelFuture bound = bootstrap.bind(settings.listen()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new IOException(
                    "cannot listen on " + settings.listen() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return bound.channel();
    }

    private ChannelHandler pipeline() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                admit(channel);
                if (tls != null) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                }
                channel.pipeline().addLast(new Connection(HttpServer.this, channel));
            }
        };
    }

    /** At the limit, stops accepting until a connection closes; the others wait in the listen backlog. */
    private void admit(Channel channel) {
        connections.add(channel);
        Channel parent = channel.parent();
        if (connections.size() >= settings.maxConnections()) {
            parent.config().setAutoRead(false);
        }
        channel.closeFuture().addListener(closed -> {
            if (!isStopping() && connections.size() < settings.maxConnections()) {
                parent.config().setAutoRead(true);
            }
        });
    }

    /** Where it listens, with the port that was chosen when 0 was asked for. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    public int requestsInFlight() {
        return admission.inFlight();
    }

    public int connections() {
        return connections.size();
    }

    /** Stops accepting, lets requests in flight finish for as long as configured, then closes every connection. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        admission.close();
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Connection.Signal.STOP));
        awaitRequests();
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void awaitRequests() {
        try {
            if (!admission.awaitEmpty(settings.timeouts().stop())) {
                LOG.warn(
                        "{} requests were still in flight after {}; they are cut off",
                        admission.inFlight(),
                        settings.timeouts().stop());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    HttpSettings settings() {
        return settings;
    }

    Handler handler() {
        return callbacks.handler();
    }

    RefusalRenderer refusals() {
        return callbacks.refusals();
    }

    ExchangeListener listener() {
        return callbacks.exchanges();
    }

    String hostId() {
        return callbacks.hostId();
    }

    InstantSource clock() {
        return callbacks.clock();
    }

    Admission admission() {
        return admission;
    }

    boolean isStopping() {
        return admission.isClosed();
    }
}
