package dev.ecommercestack.gateway.connection;

import dev.ecommercestack.gateway.filter.AccessLog;
import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.problem.ReactiveProblemWriter;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import java.util.function.BiFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.support.Netty4HeadersAdapter;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Refuses invalid requests of HTTP/2, of which each stream has a pipeline of its own that {@link
 * InvalidRequestHandler} is not in. Netty has checked frames and header names already.
 */
final class Http2RequestCheck implements BiFunction<Mono<Void>, Connection, Mono<Void>> {
  private final ReactiveProblemWriter problems;
  private final AccessLog accessLog;
  private final RequestSyntax.SizeLimits limits;

  Http2RequestCheck(
      ReactiveProblemWriter problems, AccessLog accessLog, RequestSyntax.SizeLimits limits) {
    this.problems = problems;
    this.accessLog = accessLog;
    this.limits = limits;
  }

  /**
   * Returns the handling of a request, or its refusal instead.
   *
   * @param handling what the filters do with the request
   * @param connection the connection or stream with the request
   */
  @Override
  public Mono<Void> apply(Mono<Void> handling, Connection connection) {
    // Netty adds this header to requests of HTTP/2; others have been checked before.
    if (!(connection instanceof HttpServerRequest request
            && connection instanceof HttpServerResponse response)
        || !request.requestHeaders().contains(ExtensionHeaderNames.STREAM_ID.text())) {
      return handling;
    }
    GatewayProblemException refusal =
        RequestSyntax.checkFields(request.uri(), request.requestHeaders(), limits);
    return refusal == null ? handling : refuse(request, response, refusal);
  }

  private Mono<Void> refuse(
      HttpServerRequest request, HttpServerResponse response, GatewayProblemException refusal) {
    byte[] body = problems.body(refusal, "");
    response.status(refusal.status().value());
    InvalidRequestHandler.setProblemHeaders(
        new HttpHeaders(new Netty4HeadersAdapter(response.responseHeaders())), body.length);
    InvalidRequestHandler.log(
        accessLog,
        request.method().name(),
        request.uri(),
        request.remoteAddress(),
        refusal.status());
    return response.sendByteArray(Mono.just(body)).then();
  }
}
