package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.problem.ProblemException;
import dev.ecommercestack.gateway.request.Step;
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
  private final DataSize largest;

  BodyLimit(DataSize largest) {
    this.largest = largest;
  }

  @Override
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    long announced = exchange.getRequest().getHeaders().getContentLength();
    if (announced > largest.toBytes()) {
      return Mono.error(tooLarge());
    }
    return announced >= 0
        ? next.filter(exchange)
        : next.filter(exchange.mutate().request(new Counted(exchange.getRequest())).build());
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        HttpStatus.CONTENT_TOO_LARGE,
        "body_too_large",
        "Send at most %d bytes in one request.".formatted(largest.toBytes()));
  }

  private final class Counted extends ServerHttpRequestDecorator {
    Counted(ServerHttpRequest request) {
      super(request);
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
                      if (seen[0] > largest.toBytes()) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge());
                      } else {
                        sink.next(buffer);
                      }
                    });
          });
    }
  }
}
