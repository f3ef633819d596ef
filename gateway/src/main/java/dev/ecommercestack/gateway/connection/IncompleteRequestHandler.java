package dev.ecommercestack.gateway.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection after a response that begins before its request is complete: otherwise a
 * client could hold the connection by sending the rest of the body slowly. What still arrives is
 * read for a short time: closing at once could cost the client the response (TCP reset).
 */
final class IncompleteRequestHandler extends ChannelDuplexHandler {
  private static final Duration LINGER = Duration.ofSeconds(2);

  private boolean requestComplete = true;
  private boolean closing;
  private boolean responseSent;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      // A response may be written while the codec is still passing on the end of the request.
      requestComplete = !hasBody(request);
    }
    if (message instanceof LastHttpContent last) {
      requestComplete = last.decoderResult().isSuccess();
    }
    if (!responseSent) {
      context.fireChannelRead(message);
      return;
    }
    ReferenceCountUtil.release(message);
    if (requestComplete) {
      context.close();
    }
  }

  private static boolean hasBody(HttpRequest request) {
    return HttpUtil.isTransferEncodingChunked(request)
        || HttpUtil.getContentLength(request, 0L) > 0;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && !requestComplete
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      closing = true;
    }
    if (closing && message instanceof LastHttpContent) {
      context
          .write(message, promise.unvoid())
          .addListener((ChannelFutureListener) _ -> closeSoon(context));
    } else {
      context.write(message, promise);
    }
  }

  private void closeSoon(ChannelHandlerContext context) {
    responseSent = true;
    if (requestComplete) {
      context.close();
      return;
    }
    context.channel().config().setAutoRead(true);
    var _ =
        context
            .executor()
            .schedule(() -> context.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
  }
}
