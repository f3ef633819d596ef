package dev.ecommercestack.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Sinks;

class RequestBodyProgressTest {
  private final MockServerWebExchange exchange =
      MockServerWebExchange.from(MockServerHttpRequest.post("/api/v1/orders"));
  private final Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
  private final DataBuffer buffer = DefaultDataBufferFactory.sharedInstance.allocateBuffer(1);

  @Test
  void waitsForClientUntilBodyIsComplete() {
    assertThat(RequestBodyProgress.waitsForClient(exchange)).isFalse();
    var reader = RequestBodyProgress.start(exchange).follow(body.asFlux()).subscribe();
    assertThat(RequestBodyProgress.waitsForClient(exchange)).isTrue();
    body.tryEmitNext(buffer).orThrow();
    assertThat(RequestBodyProgress.waitsForClient(exchange)).isTrue();
    body.tryEmitComplete().orThrow();
    assertThat(RequestBodyProgress.waitsForClient(exchange)).isFalse();
    reader.dispose();
  }

  @Test
  void doesNotWaitForClientWhenServiceStopsToRead() {
    RequestBodyProgress progress = RequestBodyProgress.start(exchange);
    progress.follow(body.asFlux()).subscribe(new ReadsOne());
    assertThat(RequestBodyProgress.waitsForClient(exchange)).isTrue();
    body.tryEmitNext(buffer).orThrow();
    assertThat(RequestBodyProgress.waitsForClient(exchange)).isFalse();
  }

  private static final class ReadsOne extends BaseSubscriber<DataBuffer> {
    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      subscription.request(1);
    }
  }
}
