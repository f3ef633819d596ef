package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answers to requests that Tomcat or Spring Security refuses before a controller is called.
 * They are sent over a socket, as no HTTP client sends them.
 */
class TomcatProblemsIT extends SampleFixture {
  private static final String NOTES = "/api/v1/notes";
  private static final String HOST = "Host: note\r\n";

  static Stream<Arguments> refusals() {
    return Stream.of(
        row("character in the query", 400, "GET " + NOTES + "?cursor=[a] HTTP/1.1", HOST),
        row("character in the path", 400, "GET " + NOTES + "/{a} HTTP/1.1", HOST),
        row("method", 400, "G(T " + NOTES + " HTTP/1.1", HOST),
        row("request line", 400, "GET", HOST),
        row("protocol", 505, "GET " + NOTES + " HTTP/3.0", HOST),
        row("header name", 400, get(), HOST + "X(Y: 1\r\n"),
        row("header without a colon", 400, get(), HOST + "nonsense\r\n"),
        row("control character in a header", 400, get(), HOST + "X-Y: a\u0007b\r\n"),
        row("no Host", 400, get(), ""),
        row("two Hosts", 400, get(), HOST + HOST),
        row("invalid Host", 400, get(), "Host: a b\r\n"),
        row("long header", 400, get(), HOST + "X-Y: " + "a".repeat(40_000) + "\r\n"),
        row("many headers", 400, get(), HOST + headers(200)),
        row("Expect", 417, get(), HOST + "Expect: nonsense\r\n"),
        row("escape in the path", 400, "GET " + NOTES + "/%zz HTTP/1.1", HOST),
        row("escape in the query", 400, "GET " + NOTES + "?cursor=%zz HTTP/1.1", HOST),
        row("encoded slash", 400, "GET " + NOTES + "/a%2fb HTTP/1.1", HOST),
        row("TRACE", 405, "TRACE " + NOTES + " HTTP/1.1", HOST),
        row("CONNECT", 501, "CONNECT note:443 HTTP/1.1", HOST),
        row("transfer coding", 501, get(), HOST + "Transfer-Encoding: nonsense\r\n"),
        row("chunked twice", 400, get(), HOST + "Transfer-Encoding: chunked, chunked\r\n"),
        row("parameter name", 400, "GET " + NOTES + "?%07=1 HTTP/1.1", HOST),
        row("parameter value", 400, "GET " + NOTES + "?cursor=%07 HTTP/1.1", HOST),
        row("semicolon in the path", 400, "GET /api/v1/notes;a=b HTTP/1.1", HOST),
        row("two slashes", 400, "GET /api//v1/notes HTTP/1.1", HOST),
        row("control character of Latin 1", 400, get(), HOST + "X-Y: \u0090\r\n"));
  }

  private static Arguments row(String name, int status, String requestLine, String headers) {
    return Arguments.argumentSet(name, status, requestLine, headers);
  }

  private static String get() {
    return "GET " + NOTES + " HTTP/1.1";
  }

  private static String headers(int count) {
    return IntStream.range(0, count).mapToObj("X-%d: 1\r\n"::formatted).reduce("", String::concat);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusalIsAProblemDocument(int status, String requestLine, String headers)
      throws IOException {
    Reply reply = send(requestLine, headers);
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    JsonNode problem = reply.problem();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("code").asString("")).isNotEmpty();
    assertThat(problem.path("detail").asString("")).isNotEmpty();
    assertThat(reply.text()).doesNotContain("nonsense", "<html");
  }

  @Test
  void refusedHeadRequestHasNoBody() throws IOException {
    Reply reply = send("HEAD " + NOTES + "?cursor=[a] HTTP/1.1", HOST);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text())
        .contains("Content-Type: application/problem+json")
        .endsWith("\r\n\r\n");
  }

  @Test
  void acceptsMoreHeadersThanTheGatewayPassesOn() throws IOException {
    String large = "X-Y: " + "a".repeat(14_000) + "\r\n";
    assertThat(send(get(), HOST + headers(110) + large).status()).isEqualTo(200);
  }

  @Test
  void unknownMediaTypeIsAProblemDocument() throws IOException {
    Reply reply = send(get(), HOST + "Accept: application/nonsense\r\n");
    assertThat(reply.status()).isEqualTo(406);
    assertThat(reply.problem().path("code").asString()).isEqualTo("not_acceptable");
    assertThat(send("GET /error HTTP/1.1", HOST + "Accept: text/html\r\n").problem().path("code"))
        .hasToString("\"not_found\"");
  }

  @Test
  void failureAfterTheFirstBytesEndsTheConnection() throws IOException {
    Reply reply = send("GET " + NOTES + "/broken HTTP/1.1", HOST);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .contains("first bytes")
        .doesNotContain("problem", "internal_error")
        .as("no last chunk, so that the client sees that the body is not complete")
        .doesNotEndWith("0\r\n\r\n");
  }

  private Reply send(String requestLine, String headers) throws IOException {
    try (Socket socket = new Socket("localhost", uri("/").getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              (requestLine + "\r\n" + headers + "Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /**
   * @param text status line, headers and body as they were received
   */
  private record Reply(String text) {
    int status() {
      return text.isEmpty() ? 0 : Integer.parseInt(text.split(" ", 3)[1]);
    }

    JsonNode problem() {
      assertThat(text).containsIgnoringCase("\r\nContent-Type: application/problem+json");
      // Without the lengths of chunks.
      return JsonMapper.shared()
          .readTree(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
    }
  }
}
