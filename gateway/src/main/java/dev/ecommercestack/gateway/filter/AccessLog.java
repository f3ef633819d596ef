package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.Traces;
import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.gateway.request.ClientConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Writes one line to the log {@code access} for each request: method, path, status, duration,
 * client, user and trace. Query string, headers and body are left out: they may contain secrets.
 */
@Component
public final class AccessLog {
  static final String LOGGER_NAME = "access";

  private static final Logger log = LoggerFactory.getLogger(LOGGER_NAME);

  /** The status that proxies log when the client has closed the connection. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  /**
   * Logs a request when its response has ended.
   *
   * @param exchange the request
   * @param response completes when the response is complete
   * @return the same response, which logs the request
   */
  Mono<Void> log(ServerWebExchange exchange, Mono<Void> response) {
    if (!log.isInfoEnabled()) {
      return response;
    }
    return Mono.defer(
        () -> {
          long start = System.nanoTime();
          return response.doFinally(signal -> write(exchange, signal, System.nanoTime() - start));
        });
  }

  private static void write(ServerWebExchange exchange, SignalType signal, long nanos) {
    HttpStatusCode status = exchange.getResponse().getStatusCode();
    int code =
        signal == SignalType.CANCEL ? CLIENT_CLOSED_REQUEST : status == null ? 200 : status.value();
    String method = exchange.getRequest().getMethod().name();
    // The raw path: a refused path may contain encoded line breaks, which must stay encoded.
    String path = exchange.getRequest().getURI().getRawPath();
    write(
        method,
        path,
        code,
        Duration.ofNanos(nanos).toMillis(),
        ClientConnection.of(exchange).address(),
        Caller.idOf(exchange),
        Traces.id(exchange));
  }

  /**
   * Logs a request that was refused before the request filters.
   *
   * @param method its method; {@code -} if it is not known
   * @param path its raw path, printable ASCII only; {@code -} if it is not known
   * @param status the status code of the response
   * @param address the IP address of the client
   */
  public void logRefused(String method, String path, int status, String address) {
    if (log.isInfoEnabled()) {
      write(method, path, status, 0, address, "-", "");
    }
  }

  private static void write(
      String method,
      String path,
      int status,
      long millis,
      String address,
      String user,
      String trace) {
    log.atInfo()
        .addKeyValue("http.request.method", method)
        .addKeyValue("url.path", path)
        .addKeyValue("http.response.status_code", status)
        .addKeyValue("duration_ms", millis)
        .addKeyValue("client.address", address)
        .addKeyValue("user.id", user)
        .addKeyValue("trace.id", trace)
        .log("{} {} {} {} ms", method, path, status, millis);
  }
}
