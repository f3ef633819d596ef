package dev.ecommercestack.gateway;

import dev.ecommercestack.testing.problems.ReturnedCodes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection over which a test sends bytes that no HTTP client would send. */
final class RawConnection implements AutoCloseable {
  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  /** Connects to a port of localhost. Reading waits for 30 s at most. */
  static RawConnection open(int port) throws IOException {
    Socket socket = new Socket("localhost", port);
    socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    return new RawConnection(socket);
  }

  /**
   * A response.
   *
   * @param status the status code
   * @param headers the headers, with names in lower case; the last one of a name
   * @param body the body, which has a Content-Length
   */
  record Response(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    String code() {
      return body.isEmpty() ? "" : ReturnedCodes.add(json().path("code").asString(""));
    }
  }

  /** Sends text, each character as one byte. */
  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Reads the next response with a Content-Length. */
  Response read() throws IOException {
    String[] lines = head(socket.getInputStream()).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    return new Response(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, body);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("The connection was closed after: " + head);
      }
      head.append((char) next);
    }
    return head.substring(0, head.length() - 4);
  }

  /** Waits until the gateway closes the connection, and returns what it sent before. */
  String readUntilClosed() throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
