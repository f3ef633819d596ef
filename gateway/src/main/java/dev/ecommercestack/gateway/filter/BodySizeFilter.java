package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.gateway.route.PublicRoute;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses request bodies that are too large: by their Content-Length if they have one, otherwise as
 * soon as too many bytes have arrived.
 */
final class BodySizeFilter implements RequestFilter {
  private final DataSize maxBody;
  private final DataSize maxUpload;

  /**
   * @param maxBody the largest body that most routes accept
   * @param maxUpload the largest body that routes for uploads accept
   */
  BodySizeFilter(DataSize maxBody, DataSize maxUpload) {
    this.maxBody = maxBody;
    this.maxUpload = maxUpload;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    boolean upload = PublicRoute.of(exchange).acceptsUploads();
    long maxBytes = (upload ? maxUpload : maxBody).toBytes();
    long contentLength = exchange.getRequest().getHeaders().getContentLength();
    if (contentLength > maxBytes) {
      return Mono.error(tooLarge(maxBytes));
    }
    return contentLength >= 0
        ? chain.filter(exchange)
        : chain.filter(
            exchange
                .mutate()
                .request(new SizeLimitedRequest(exchange.getRequest(), maxBytes))
                .build());
  }

  private static GatewayProblemException tooLarge(long maxBytes) {
    return new GatewayProblemException(
        HttpStatus.CONTENT_TOO_LARGE,
        "body_too_large",
        "Send at most %d bytes in one request.".formatted(maxBytes));
  }

  /** A request whose body fails when it becomes larger than the limit. */
  private static final class SizeLimitedRequest extends ServerHttpRequestDecorator {
    private final long maxBytes;

    SizeLimitedRequest(ServerHttpRequest request, long maxBytes) {
      super(request);
      this.maxBytes = maxBytes;
    }

    @Override
    public Flux<DataBuffer> getBody() {
      return Flux.defer(
          () -> {
            long[] received = {0};
            return super.getBody()
                .handle(
                    (buffer, sink) -> {
                      received[0] += buffer.readableByteCount();
                      if (received[0] > maxBytes) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge(maxBytes));
                      } else {
                        sink.next(buffer);
                      }
                    });
          });
    }
  }
}
