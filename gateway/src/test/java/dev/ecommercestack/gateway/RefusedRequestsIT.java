package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ecommercestack.gateway.RawConnection.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Requests that never reach the request filters are answered with problem documents too. */
class RefusedRequestsIT extends GatewayITBase {
  private static final String HEAD = "GET /api/v1/products HTTP/1.1\r\nHost: shop\r\n";
  private static final String POST = "POST /api/v1/auth/login HTTP/1.1\r\nHost: shop\r\n";

  /** A second request, which must not be taken from the body of the first. */
  private static final String HIDDEN = "GET /api/v1/products/hidden HTTP/1.1\r\nHost: shop\r\n\r\n";

  RefusedRequestsIT() {
    super(true);
  }

  private void assertRefused(String request, int status, String code) throws IOException {
    try (RawConnection connection = RawConnection.open(gateway.port()).send(request)) {
      Response response = connection.read();
      assertThat(response.status()).as("%s", response).isEqualTo(status);
      assertThat(response.code()).isEqualTo(code);
      assertThat(response.json().path("status").asInt()).isEqualTo(status);
      assertThat(response.json().path("detail").asString("")).isNotEmpty();
      assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(response.header("Cache-Control")).isEqualTo("no-store");
      assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(response.header("Content-Security-Policy")).contains("default-src 'none'");
      assertThat(response.header("Connection")).isEqualToIgnoringCase("close");
      assertThat(connection.readUntilClosed()).isEmpty();
    }
    assertThat(product.seen("/api/v1/products/hidden")).isEmpty();
    assertThat(otherProduct.seen("/api/v1/products/hidden")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE\r\n\r\n",
        "GET /\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: shop\r\n\r\n",
        HEAD + "Accept : */*\r\n\r\n",
        HEAD + "no colon\r\n\r\n",
        HEAD + "X: a\u0001b\r\n\r\n",
        POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n" + HIDDEN,
        POST + "Content-Length: +2\r\n\r\n" + HIDDEN,
        POST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + HIDDEN
      })
  void refusesInvalidHttp(String request) throws Exception {
    assertRefused(request, 400, "bad_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: identity, chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: xchunked, chunked\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding:\r\n"
      })
  void refusesTransferEncodingOtherThanChunked(String headers) throws Exception {
    assertRefused(POST + headers + "\r\n0\r\n\r\n" + HIDDEN, 400, "bad_transfer_encoding");
  }

  @Test
  void refusesTransferEncodingOfOldHttp() throws Exception {
    assertRefused(
        "POST /api/v1/auth/login HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        400,
        "bad_transfer_encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%zz", "%e", "%", "{", "}", "|", "^", "\\", "[a]", "`", "\"", "<", "\u00e9", "a#b"
      })
  void refusesInvalidQuery(String value) throws Exception {
    assertRefused(
        "GET /api/v1/products?query=" + value + " HTTP/1.1\r\nHost: shop\r\n\r\n" + HIDDEN,
        400,
        "bad_query");
  }

  @Test
  void refusesLongRequestLine() throws Exception {
    String query = "q".repeat(4 * 1024);
    assertRefused(
        "GET /api/v1/products?query=" + query + " HTTP/1.1\r\nHost: shop\r\n\r\n",
        414,
        "uri_too_long");
  }

  @Test
  void refusesLongHeaders() throws Exception {
    String half = "h".repeat(4 * 1024);
    assertRefused(HEAD + "A: " + half + "\r\nB: " + half + "\r\n\r\n", 431, "headers_too_large");
  }

  @Test
  void refusesMoreThanHundredHeaders() throws Exception {
    String ninetyNine = "A: b\r\n".repeat(99);
    try (RawConnection connection = RawConnection.open(gateway.port())) {
      assertThat(connection.send(HEAD + ninetyNine + "\r\n").read().status()).isEqualTo(200);
    }
    assertRefused(HEAD + ninetyNine + "A: b\r\n\r\n", 431, "headers_too_large");
  }

  @Test
  void refusesUnknownExpectation() throws Exception {
    assertRefused(
        POST + "Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}", 417, "expectation_failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x:99999999", "x:65536", "a b/c@d", "x:"})
  void refusesInvalidHost(String host) throws Exception {
    assertRefused("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 400, "bad_host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a{b}", "/a|b", "/%zz", "/a\\b"})
  void refusesInvalidPath(String path) throws Exception {
    assertRefused("GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n", 400, "bad_path");
  }

  @Test
  void answersEarlierRequestOfConnectionFirst() throws Exception {
    try (RawConnection connection = RawConnection.open(gateway.port())) {
      connection.send(HEAD + "\r\n" + HEAD + "Transfer-Encoding: xchunked\r\n\r\n" + HIDDEN);
      assertThat(connection.read().status()).isEqualTo(200);
      assertThat(connection.read().code()).isEqualTo("bad_transfer_encoding");
      assertThat(connection.readUntilClosed()).isEmpty();
    }
  }

  @Test
  void refusesInvalidChunkThatComesLater() throws Exception {
    try (AccessLines lines = new AccessLines();
        RawConnection connection = RawConnection.open(gateway.port())) {
      connection.send(POST + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
      assertThat(connection.read().status()).isEqualTo(100);
      Response response = connection.send("1\r\n{\r\nzz\r\n" + HIDDEN).read();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.code()).isEqualTo("bad_request");
      assertThat(connection.readUntilClosed()).isEmpty();
      await().until(() -> !lines.messages().isEmpty());
      assertThat(lines.messages())
          .singleElement()
          .asString()
          .startsWith("POST /api/v1/auth/login 400 ");
    }
    assertThat(user.seen("/api/v1/auth/login")).isEmpty();
  }

  @Test
  void answersHeadWithoutBody() throws Exception {
    try (RawConnection connection = RawConnection.open(gateway.port())) {
      connection.send("HEAD /api/v1/products?query=%zz HTTP/1.1\r\nHost: shop\r\n\r\n");
      assertThat(connection.readUntilClosed())
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void acceptsExpectedContinue() throws Exception {
    user.on("/api/v1/auth/login", "{}");
    try (RawConnection connection = RawConnection.open(gateway.port())) {
      connection.send(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(connection.read().status()).isEqualTo(100);
      assertThat(connection.send("{}").read().status()).isEqualTo(200);
    }
    assertThat(user.seen("/api/v1/auth/login").getFirst().headers()).doesNotContainKey("Expect");
  }

  @Test
  void logsRefusedRequests() throws Exception {
    try (AccessLines lines = new AccessLines()) {
      assertRefused("NONSENSE\r\n\r\n", 400, "bad_request");
      assertRefused(
          "GET /api/v1/\u00e9?token=secret HTTP/1.1\r\nHost: shop\r\n\r\n", 400, "bad_path");
      assertRefused(HEAD + "A: " + "h".repeat(9000) + "\r\n\r\n", 431, "headers_too_large");
      assertThat(lines.messages())
          .containsExactly(
              "- - 400 0 ms", "GET /api/v1/? 400 0 ms", "GET /api/v1/products 431 0 ms");
      assertThat(lines.events())
          .allSatisfy(
              line ->
                  assertThat(line.getKeyValuePairs())
                      .contains(new KeyValuePair("client.address", "127.0.0.1")));
    }
  }

  /** The lines of the access log until it is closed. */
  private static final class AccessLines implements AutoCloseable {
    private final Logger log = (Logger) LoggerFactory.getLogger("access");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    AccessLines() {
      appender.list = new CopyOnWriteArrayList<>();
      appender.start();
      log.addAppender(appender);
    }

    List<ILoggingEvent> events() {
      return appender.list;
    }

    List<String> messages() {
      return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
      log.detachAppender(appender);
    }
  }
}
