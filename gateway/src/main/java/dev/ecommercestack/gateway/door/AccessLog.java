package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.problem.Traces;
import dev.ecommercestack.gateway.request.Client;
import dev.ecommercestack.gateway.security.Caller;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * One line for each request: what, by whom, how it ended, how long it took. No query string, header
 * or body, in which secrets may be.
 */
@Component
final class AccessLog {
  private static final Logger log = LoggerFactory.getLogger("access");
  private static final int CLIENT_LEFT = 499;

  Mono<Void> around(ServerWebExchange exchange, Mono<Void> answered) {
    if (!log.isInfoEnabled()) {
      return answered;
    }
    return Mono.defer(
        () -> {
          long start = System.nanoTime();
          return answered.doFinally(signal -> write(exchange, signal, System.nanoTime() - start));
        });
  }

  private static void write(ServerWebExchange exchange, SignalType signal, long nanos) {
    HttpStatusCode status = exchange.getResponse().getStatusCode();
    int code = signal == SignalType.CANCEL ? CLIENT_LEFT : status == null ? 200 : status.value();
    String method = exchange.getRequest().getMethod().name();
    // The path has passed no check yet when it is refused: nothing may break out of its line.
    String path = exchange.getRequest().getURI().getRawPath();
    long millis = Duration.ofNanos(nanos).toMillis();
    log.atInfo()
        .addKeyValue("http.request.method", method)
        .addKeyValue("url.path", path)
        .addKeyValue("http.response.status_code", code)
        .addKeyValue("duration_ms", millis)
        .addKeyValue("client.address", Client.of(exchange).address())
        .addKeyValue("user.id", Caller.idOf(exchange))
        .addKeyValue("trace.id", Traces.id(exchange))
        .log("{} {} {} {} ms", method, path, code, millis);
  }
}
