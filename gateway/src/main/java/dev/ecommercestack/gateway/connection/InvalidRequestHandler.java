package dev.ecommercestack.gateway.connection;

import dev.ecommercestack.gateway.filter.AccessLog;
import dev.ecommercestack.gateway.filter.ResponseHeaderFilter;
import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.problem.ReactiveProblemWriter;
import dev.ecommercestack.gateway.request.InvalidBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.support.Netty4HeadersAdapter;

/**
 * Refuses invalid requests of one connection. Reactor Netty answers a request that cannot be
 * decoded with an empty response, and closes the connection; no filter sees it. This handler marks
 * further requests as undecodable, replaces the empty response by a problem document, and writes
 * the line of the access log. An invalid body is marked: its request is with the filters already.
 */
final class InvalidRequestHandler extends ChannelDuplexHandler {
  /** The request that Netty's decoder makes up when it cannot read a request line. */
  private static final String UNREADABLE = "/bad-request";

  private final ReactiveProblemWriter problems;
  private final AccessLog accessLog;

  private String method = "-";
  private String target = "-";
  private @Nullable GatewayProblemException refusal;

  InvalidRequestHandler(ReactiveProblemWriter problems, AccessLog accessLog) {
    this.problems = problems;
    this.accessLog = accessLog;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refusal != null) {
      // Also the rest of a refused body: it could be taken for a request.
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      refusal = RequestSyntax.check(request);
      if (refusal != null && request.decoderResult().isSuccess()) {
        request.setDecoderResult(DecoderResult.failure(refusal));
      }
      remember(request);
    } else if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
      refusal = GatewayProblemException.badRequest();
      InvalidBody.mark(context.channel());
      content.release();
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
      return;
    }
    context.fireChannelRead(message);
  }

  private void remember(HttpRequest request) {
    boolean readable = !(request instanceof FullHttpRequest && request.uri().equals(UNREADABLE));
    method = readable ? request.method().name() : "-";
    target = readable ? request.uri() : "-";
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof FullHttpResponse response && isEmptyError(response)) {
      GatewayProblemException problem = refusal == null ? problemOf(response) : refusal;
      log(accessLog, method, target, context.channel().remoteAddress(), problem.status());
      context.write(withProblem(response, problem), promise);
      response.release();
    } else {
      context.write(message, promise);
    }
  }

  /** Returns whether a response comes from Reactor Netty: those of the filters have the header. */
  private static boolean isEmptyError(FullHttpResponse response) {
    return response.status().code() >= 400
        && !response.content().isReadable()
        && !response.headers().contains(ResponseHeaderFilter.CONTENT_TYPE_OPTIONS);
  }

  private static GatewayProblemException problemOf(FullHttpResponse response) {
    HttpStatus status = HttpStatus.valueOf(response.status().code());
    return status == HttpStatus.BAD_REQUEST
        ? GatewayProblemException.badRequest()
        : GatewayProblemException.of(status);
  }

  private FullHttpResponse withProblem(FullHttpResponse empty, GatewayProblemException problem) {
    byte[] body = problems.body(problem, "");
    var response =
        new DefaultFullHttpResponse(
            empty.protocolVersion(),
            HttpResponseStatus.valueOf(problem.status().value()),
            Unpooled.wrappedBuffer(body));
    HttpHeaders headers = new HttpHeaders(new Netty4HeadersAdapter(response.headers()));
    setProblemHeaders(headers, body.length);
    String connection = empty.headers().get(HttpHeaderNames.CONNECTION);
    if (connection != null) {
      headers.set(HttpHeaders.CONNECTION, connection);
    }
    return response;
  }

  /** Sets the headers of a refusal that no filter has seen. */
  static void setProblemHeaders(HttpHeaders headers, int length) {
    ResponseHeaderFilter.addSecurityHeaders(headers);
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLength(length);
    headers.setCacheControl("no-store");
  }

  /** Writes the line of the access log of a refusal that no filter has seen. */
  static void log(
      AccessLog accessLog,
      String method,
      String target,
      @Nullable SocketAddress remote,
      HttpStatus status) {
    String path = target.replaceFirst("\\?.*", "").replaceAll("[^!-~]", "?");
    String address =
        remote instanceof InetSocketAddress socket && socket.getAddress() != null
            ? socket.getAddress().getHostAddress()
            : "unknown";
    accessLog.logRefused(method, path, status.value(), address);
  }
}
