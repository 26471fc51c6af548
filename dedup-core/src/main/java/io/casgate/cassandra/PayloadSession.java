package io.casgate.cassandra;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.driver.internal.core.context.DefaultNettyOptions;
import com.datastax.oss.driver.internal.core.context.InternalDriverContext;
import com.datastax.oss.driver.internal.core.context.NettyOptions;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Sessions whose connections take in answers of a megabyte. The driver's own gather an answer in one buffer, which is
 * allocated, zeroed, copied and thrown away each time that it has to grow; these leave it in the pieces in which it came
 * from the socket until its values are copied out.
 */
final class PayloadSession extends CqlSessionBuilder {
    /** The most bytes to take from the socket at once. */
    private static final int RECEIVE = 128 * 1024;

    private static final int FIRST_RECEIVE = 64 * 1024;
    private static final int LEAST_RECEIVE = 1024;

    @Override
    protected DriverContext buildContext(DriverConfigLoader configuration, ProgrammaticArguments arguments) {
        return new DefaultDriverContext(configuration, arguments) {
            @Override
            protected NettyOptions buildNettyOptions() {
                return new InPieces(this);
            }
        };
    }

    private static final class InPieces extends DefaultNettyOptions {
        InPieces(InternalDriverContext context) {
            super(context);
        }

        @Override
        public void afterBootstrapInitialized(Bootstrap bootstrap) {
            super.afterBootstrapInitialized(bootstrap);
            bootstrap.option(
                    ChannelOption.RECVBUF_ALLOCATOR,
                    new AdaptiveRecvByteBufAllocator(LEAST_RECEIVE, FIRST_RECEIVE, RECEIVE));
        }

        @Override
        public void afterChannelInitialized(Channel channel) {
            super.afterChannelInitialized(channel);
            channel.pipeline().forEach(handler -> {
                if (handler.getValue() instanceof ByteToMessageDecoder decoder) {
                    decoder.setCumulator(ByteToMessageDecoder.COMPOSITE_CUMULATOR);
                }
            });
        }
    }
}
