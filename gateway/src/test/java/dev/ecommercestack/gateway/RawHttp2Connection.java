package dev.ecommercestack.gateway;

import dev.ecommercestack.testing.problems.ReturnedCodes;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import tools.jackson.databind.json.JsonMapper;

/** A connection of HTTP/2 over which a test sends frames that no HTTP client would send. */
final class RawHttp2Connection implements AutoCloseable {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int MAX_FRAME = 16_384;

  private final SSLSocket socket;
  private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false);

  private RawHttp2Connection(SSLSocket socket) {
    this.socket = socket;
  }

  /** Connects to a port of localhost. Reading waits for 30 s at most. */
  static RawHttp2Connection open(SSLContext tls, int port) throws IOException {
    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", port);
    socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    RawHttp2Connection connection = new RawHttp2Connection(socket);
    socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    connection.frame(SETTINGS, 0, 0, new byte[0]);
    return connection;
  }

  /** A response: its status, or 0 if the gateway has reset the stream; and its body. */
  record Response(int status, String body) {
    String code() {
      return ReturnedCodes.add(JsonMapper.shared().readTree(body).path("code").asString(""));
    }
  }

  /** Returns the pseudo-headers of a GET, with further headers: names and values in turn. */
  static List<String> get(String path, String... further) {
    List<String> fields =
        new ArrayList<>(
            List.of(":method", "GET", ":scheme", "https", ":authority", "shop", ":path", path));
    fields.addAll(List.of(further));
    return fields;
  }

  /** Sends a request without a body, in one frame or two. */
  RawHttp2Connection request(int stream, List<String> fields) throws IOException {
    byte[] block = block(fields);
    int first = Math.min(block.length, MAX_FRAME);
    boolean fits = first == block.length;
    frame(
        HEADERS,
        END_STREAM | (fits ? END_HEADERS : 0),
        stream,
        Arrays.copyOfRange(block, 0, first));
    if (!fits) {
      frame(CONTINUATION, END_HEADERS, stream, Arrays.copyOfRange(block, first, block.length));
    }
    return this;
  }

  /** Begins the headers of a request, and adds frames that never complete them. */
  void endlessHeaders(int stream, List<String> fields, int frames) throws IOException {
    frame(HEADERS, END_STREAM, stream, block(fields));
    for (int i = 0; i < frames; i++) {
      frame(CONTINUATION, 0, stream, block(List.of("x-" + i, "y")));
    }
  }

  /** Cancels a request. */
  void reset(int stream) throws IOException {
    frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putShort((short) (payload.length >> 8)).put((byte) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    socket.getOutputStream().write(frame.array());
  }

  /** Returns literal header fields without indexing or Huffman coding (RFC 7541, 6.2.2). */
  private static byte[] block(List<String> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.size(); i += 2) {
      block.write(0);
      string(block, fields.get(i));
      string(block, fields.get(i + 1));
    }
    return block.toByteArray();
  }

  private static void string(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int length = bytes.length;
    if (length < 127) {
      block.write(length);
    } else {
      block.write(127);
      for (length -= 127; length >= 128; length >>= 7) {
        block.write(length % 128 + 128);
      }
      block.write(length);
    }
    block.writeBytes(bytes);
  }

  /** Reads until the response of a stream is complete, and ignores other frames. */
  Response read(int wanted) throws Exception {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int status = 0;
    StringBuilder body = new StringBuilder();
    while (true) {
      int length = (in.readUnsignedShort() << 8) + in.readUnsignedByte();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      if (type == HEADERS) {
        Http2Headers decoded = headers.decodeHeaders(stream, Unpooled.wrappedBuffer(payload));
        status = stream == wanted ? Integer.parseInt(decoded.status().toString()) : status;
      } else if (type == DATA && stream == wanted) {
        body.append(new String(payload, StandardCharsets.UTF_8));
      }
      boolean ends = (flags & END_STREAM) != 0 && (type == HEADERS || type == DATA);
      if (stream == wanted && (ends || type == RST_STREAM)) {
        return new Response(status, body.toString());
      }
    }
  }

  /** Waits until the gateway says that it closes the connection, or closes it. */
  boolean isClosed() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    try {
      while (true) {
        int length = (in.readUnsignedShort() << 8) + in.readUnsignedByte();
        int type = in.readUnsignedByte();
        in.skipNBytes(5L + length);
        if (type == GOAWAY) {
          return true;
        }
      }
    } catch (java.io.EOFException | SocketException closed) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
