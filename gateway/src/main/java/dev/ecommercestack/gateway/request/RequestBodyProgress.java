package dev.ecommercestack.gateway.request;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/**
 * How far a request body has arrived. A request that takes too long is the client's fault if the
 * gateway waits for more of its body, and otherwise the service's.
 */
public final class RequestBodyProgress {
  private static final String ATTRIBUTE = RequestBodyProgress.class.getName();

  private final AtomicLong requested = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private volatile boolean complete;

  /** Starts to follow the body of a request. */
  public static RequestBodyProgress start(ServerWebExchange exchange) {
    RequestBodyProgress progress = new RequestBodyProgress();
    exchange.getAttributes().put(ATTRIBUTE, progress);
    return progress;
  }

  /** Returns the same body, which is followed when it is read. */
  public Flux<DataBuffer> follow(Flux<DataBuffer> body) {
    return body.doOnRequest(buffers -> requested.accumulateAndGet(buffers, this::sum))
        .doOnNext(_ -> received.incrementAndGet())
        .doOnComplete(() -> complete = true);
  }

  private long sum(long left, long right) {
    return left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right;
  }

  /**
   * Returns whether the gateway waits for the client to send more of a request body. It does not
   * when the service has stopped to read the body.
   */
  public static boolean waitsForClient(ServerWebExchange exchange) {
    return waitsForClient(exchange.getAttributes());
  }

  /** Returns the same by the attributes of the exchange. */
  public static boolean waitsForClient(Map<String, Object> attributes) {
    return attributes.get(ATTRIBUTE) instanceof RequestBodyProgress progress
        && !progress.complete
        && progress.requested.get() > progress.received.get();
  }
}
