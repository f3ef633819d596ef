package dev.ecommercestack.gateway.problem;

import dev.ecommercestack.gateway.request.RequestBodyProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers failures with problem documents: {@code status}, {@code title}, {@code code}, {@code
 * detail}, {@code traceId}.
 */
@Component
public final class ReactiveProblemWriter {
  private static final long SHORT_BODY = 64 * 1024L;
  private static final Duration SHORT_BODY_TIMEOUT = Duration.ofMillis(500);

  private final JsonMapper json;

  /**
   * @param json the application's mapper
   */
  public ReactiveProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Answers, or passes the failure on when the answer has begun to leave already. */
  public Mono<Void> write(ServerWebExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(failure);
    }
    GatewayProblemException problem = problemOf(exchange, failure);
    byte[] body = body(problem, Traces.id(exchange));
    response.setStatusCode(problem.status());
    HttpHeaders headers = response.getHeaders();
    headers.remove(HttpHeaders.CONTENT_ENCODING);
    headers.remove(HttpHeaders.TRANSFER_ENCODING);
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLength(body.length);
    headers.setCacheControl("no-store");
    problem.headers().forEach(headers::put);
    return discardShortBody(exchange.getRequest())
        .then(Mono.defer(() -> response.writeWith(Mono.just(response.bufferFactory().wrap(body)))));
  }

  /**
   * Reads a short request body that no one has read, so that the connection can be used again: one
   * whose request is not complete is closed.
   */
  private static Mono<Void> discardShortBody(ServerHttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    long length = headers.getContentLength();
    return length <= 0 || length > SHORT_BODY || headers.containsHeader(HttpHeaders.EXPECT)
        ? Mono.empty()
        : request
            .getBody()
            .doOnNext(DataBufferUtils::release)
            .then()
            .timeout(SHORT_BODY_TIMEOUT)
            // Someone has read it already, or it does not arrive.
            .onErrorComplete();
  }

  private static GatewayProblemException problemOf(ServerWebExchange exchange, Throwable failure) {
    GatewayProblemException problem = ProblemMapper.of(failure);
    return problem.status() == HttpStatus.GATEWAY_TIMEOUT
            && RequestBodyProgress.waitsForClient(exchange)
        ? ProblemMapper.requestTimeout()
        : problem;
  }

  /**
   * Returns the problem document of a problem as JSON.
   *
   * @param traceId the id of the request's trace; empty without one
   */
  public byte[] body(GatewayProblemException problem, String traceId) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "about:blank");
    document.put("title", problem.status().getReasonPhrase());
    document.put("status", problem.status().value());
    document.put("code", problem.code().code());
    document.put("detail", problem.detail());
    document.putAll(problem.properties());
    if (!traceId.isEmpty()) {
      document.put("traceId", traceId);
    }
    return json.writeValueAsBytes(document);
  }
}
