package dev.ecommercestack.gateway.connection;

import dev.ecommercestack.gateway.filter.AccessLog;
import dev.ecommercestack.gateway.filter.ResponseCompression;
import dev.ecommercestack.gateway.problem.ReactiveProblemWriter;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Consumer;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.autoconfigure.NettyServerProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.compression.GzipOption;

/** The Netty handlers and the compression of the public port. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {
  /** How many requests a client may have open on one connection of HTTP/2. */
  private static final int MAX_STREAMS = 100;

  /**
   * The headers of HTTP/2 that Netty passes on, so that {@link Http2RequestCheck} refuses those
   * above the limit of HTTP/1.1 with a problem document. Netty refuses larger ones without.
   */
  private static final int MAX_DECODED_HEADERS = 16 * 1024;

  /** Nearly as small as by the default of 6, for less CPU. */
  private static final int COMPRESSION_LEVEL = 4;

  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> connectionHandlers(
      ReactiveProblemWriter problems,
      AccessLog accessLog,
      ServerProperties server,
      NettyServerProperties netty) {
    RequestSyntax.SizeLimits limits =
        new RequestSyntax.SizeLimits(
            netty.getMaxInitialLineLength().toBytes(),
            server.getMaxHttpRequestHeaderSize().toBytes());
    return factory ->
        factory.addServerCustomizers(
            http ->
                http.doOnChannelInit(
                        (_, channel, _) -> addTo(channel.pipeline(), problems, accessLog))
                    .mapHandle(new Http2RequestCheck(problems, accessLog, limits))
                    .http2Settings(
                        settings ->
                            settings
                                .maxConcurrentStreams(MAX_STREAMS)
                                .maxHeaderListSize(MAX_DECODED_HEADERS))
                    .compress(ResponseCompression::applies)
                    .compressOptions(
                        GzipOption.builder().compressionLevel(COMPRESSION_LEVEL).build()));
  }

  /**
   * Adds the handlers of HTTP/1.1 between Netty's codec and those of Reactor Netty. Over TLS the
   * codec is added only when the protocol has been negotiated; HTTP/2 has another one.
   */
  private static void addTo(
      ChannelPipeline pipeline, ReactiveProblemWriter problems, AccessLog accessLog) {
    if (pipeline.get(NettyPipeline.HttpCodec) == null) {
      // The bridge does not pass the event on.
      pipeline.addBefore(
          NettyPipeline.ReactiveBridge,
          "after-tls-handshake",
          new AfterTlsHandshake(negotiated -> addTo(negotiated, problems, accessLog)));
      return;
    }
    pipeline.addAfter(
        NettyPipeline.HttpCodec, "incomplete-requests", new IncompleteRequestHandler());
    pipeline.addAfter(
        "incomplete-requests", "invalid-requests", new InvalidRequestHandler(problems, accessLog));
  }

  /** Runs once, before the first request of a connection is read. */
  private static final class AfterTlsHandshake extends ChannelInboundHandlerAdapter {
    private final Consumer<ChannelPipeline> action;

    AfterTlsHandshake(Consumer<ChannelPipeline> action) {
      this.action = action;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent) {
        ChannelPipeline pipeline = context.pipeline();
        pipeline.remove(this);
        ChannelHandler codec = pipeline.get(NettyPipeline.HttpCodec);
        if (codec != null && !(codec instanceof Http2ConnectionHandler)) {
          action.accept(pipeline);
        }
      }
      context.fireUserEventTriggered(event);
    }
  }
}
