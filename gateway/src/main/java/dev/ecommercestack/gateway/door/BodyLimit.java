package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Step;
import dev.ecommercestack.gateway.route.Entrance;
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

/** Refuses bodies that are too large: announced ones at once, others when they have become so. */
final class BodyLimit implements Step {
  private final DataSize body;
  private final DataSize upload;

  /**
   * @param body what most entrances take
   * @param upload what those for uploads take
   */
  BodyLimit(DataSize body, DataSize upload) {
    this.body = body;
    this.upload = upload;
  }

  @Override
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    long largest = (Entrance.of(exchange).uploads() ? upload : body).toBytes();
    long announced = exchange.getRequest().getHeaders().getContentLength();
    if (announced > largest) {
      return Mono.error(tooLarge(largest));
    }
    return announced >= 0
        ? next.filter(exchange)
        : next.filter(
            exchange.mutate().request(new Counted(exchange.getRequest(), largest)).build());
  }

  private static GatewayProblemException tooLarge(long largest) {
    return new GatewayProblemException(
        HttpStatus.CONTENT_TOO_LARGE,
        "body_too_large",
        "Send at most %d bytes in one request.".formatted(largest));
  }

  private static final class Counted extends ServerHttpRequestDecorator {
    private final long largest;

    Counted(ServerHttpRequest request, long largest) {
      super(request);
      this.largest = largest;
    }

    @Override
    public Flux<DataBuffer> getBody() {
      return Flux.defer(
          () -> {
            long[] seen = {0};
            return super.getBody()
                .handle(
                    (buffer, sink) -> {
                      seen[0] += buffer.readableByteCount();
                      if (seen[0] > largest) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge(largest));
                      } else {
                        sink.next(buffer);
                      }
                    });
          });
    }
  }
}
