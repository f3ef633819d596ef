package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.InvalidBody;
import dev.ecommercestack.gateway.request.RequestBodyProgress;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.platform.problem.ProblemCode;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses request bodies that are too large: by their Content-Length if they have one, otherwise as
 * soon as too many bytes have arrived. Stores the {@link RequestBodyProgress}.
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
    HttpHeaders headers = exchange.getRequest().getHeaders();
    long contentLength = headers.getContentLength();
    if (contentLength > maxBytes) {
      return Mono.error(tooLarge(maxBytes));
    }
    if (contentLength <= 0 && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
      return chain.filter(exchange);
    }
    ServerHttpRequest request =
        new RequestWithBody(exchange.getRequest(), maxBytes, RequestBodyProgress.start(exchange));
    return chain.filter(exchange.mutate().request(request).build());
  }

  private static Mono<DataBuffer> failIfInvalid(ServerHttpRequest request) {
    return Mono.defer(
        () ->
            InvalidBody.isIn(request)
                ? Mono.error(GatewayProblemException.badRequest())
                : Mono.empty());
  }

  private static GatewayProblemException tooLarge(long maxBytes) {
    return new GatewayProblemException(
        ProblemCode.BODY_TOO_LARGE, "Send at most %d bytes in one request.".formatted(maxBytes));
  }

  /** A request whose body is followed, and fails when it becomes larger than the limit. */
  private static final class RequestWithBody extends ServerHttpRequestDecorator {
    private final long maxBytes;
    private final RequestBodyProgress progress;

    RequestWithBody(ServerHttpRequest request, long maxBytes, RequestBodyProgress progress) {
      super(request);
      this.maxBytes = maxBytes;
      this.progress = progress;
    }

    @Override
    public Flux<DataBuffer> getBody() {
      return Flux.defer(
          () -> {
            long[] received = {0};
            return progress
                .follow(super.getBody().concatWith(failIfInvalid(getDelegate())))
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
