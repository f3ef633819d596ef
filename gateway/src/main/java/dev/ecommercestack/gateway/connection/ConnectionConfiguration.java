package dev.ecommercestack.gateway.connection;

import dev.ecommercestack.gateway.filter.AccessLog;
import dev.ecommercestack.gateway.filter.ResponseCompression;
import dev.ecommercestack.gateway.problem.ReactiveProblemWriter;
import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.compression.GzipOption;

/** The Netty handlers and the compression of the public port. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {
  /** Nearly as small as by the default of 6, for less CPU. */
  private static final int COMPRESSION_LEVEL = 4;

  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> connectionHandlers(
      ReactiveProblemWriter problems, AccessLog accessLog) {
    return factory ->
        factory.addServerCustomizers(
            server ->
                server
                    .doOnChannelInit(
                        (_, channel, _) -> addTo(channel.pipeline(), problems, accessLog))
                    .compress(ResponseCompression::applies)
                    .compressOptions(
                        GzipOption.builder().compressionLevel(COMPRESSION_LEVEL).build()));
  }

  /** Adds the handlers between Netty's codec and those of Reactor Netty. */
  private static void addTo(
      ChannelPipeline pipeline, ReactiveProblemWriter problems, AccessLog accessLog) {
    pipeline.addAfter(
        NettyPipeline.HttpCodec, "incomplete-requests", new IncompleteRequestHandler());
    pipeline.addAfter(
        "incomplete-requests", "invalid-requests", new InvalidRequestHandler(problems, accessLog));
  }
}
