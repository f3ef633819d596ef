package dev.ecommercestack.gateway.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
    GatewayProblemException problem = ProblemMapper.of(failure);
    byte[] body = body(problem, Traces.id(exchange));
    response.setStatusCode(problem.status());
    HttpHeaders headers = response.getHeaders();
    headers.remove(HttpHeaders.CONTENT_ENCODING);
    headers.remove(HttpHeaders.TRANSFER_ENCODING);
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLength(body.length);
    headers.setCacheControl("no-store");
    problem.headers().forEach(headers::put);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
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
    document.put("code", problem.code());
    document.put("detail", problem.detail());
    document.putAll(problem.properties());
    if (!traceId.isEmpty()) {
      document.put("traceId", traceId);
    }
    return json.writeValueAsBytes(document);
  }
}
