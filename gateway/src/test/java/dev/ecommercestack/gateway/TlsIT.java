package dev.ecommercestack.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.tokens.Issuer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway ends TLS itself, with HTTP/2. */
@Timeout(120)
class TlsIT {
  private static final String ORDERS = "/api/v1/orders";

  @TempDir private static Path scratch;
  @TempDir private static Path mounted;

  private static final Issuer issuer = new Issuer();
  private static final StubService user = StubService.start();
  private static final StubService order = StubService.start();
  private static SSLContext tls;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    TestCertificate certificate = TestCertificate.create(scratch, "first");
    certificate.mount(mounted);
    tls = certificate.client();
    user.on("/.well-known/jwks.json", issuer.keySet());
    order.on(ORDERS, "{\"items\":[]}");
    List<String> settings = new ArrayList<>(Gateway.instances("user", user));
    settings.addAll(Gateway.instances("order", order));
    settings.add("spring.data.redis.port=1");
    settings.add("spring.profiles.active=tls");
    settings.add("TLS_DIR=" + mounted);
    gateway = Gateway.start(settings);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    user.close();
    order.close();
  }

  private static HttpResponse<String> send(SSLContext trust, Version version, String path)
      throws Exception {
    return send(trust, version, request(path));
  }

  private static HttpResponse<String> send(
      SSLContext trust, Version version, HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trust).version(version).build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("https://localhost:%d%s".formatted(gateway.port(), path)))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + issuer.admin());
  }

  @Test
  void answersInBothVersionsWithStrictTransportSecurity() throws Exception {
    for (Version version : Version.values()) {
      HttpResponse<String> page = send(tls, version, "/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.version()).isEqualTo(version);
      assertThat(page.headers().firstValue("Strict-Transport-Security"))
          .hasValue("max-age=31536000");
      HttpResponse<String> session =
          send(tls, version, request("/admin/session").POST(BodyPublishers.noBody()));
      assertThat(session.headers().firstValue("Set-Cookie"))
          .hasValueSatisfying(cookie -> assertThat(cookie).containsIgnoringCase("; Secure"));
    }
  }

  @Test
  void tellsServicesTheSchemeAndNothingOfHttp2() throws Exception {
    order.forget();
    assertThat(send(tls, Version.HTTP_2, ORDERS).statusCode()).isEqualTo(200);
    var headers = order.seen(ORDERS).getFirst().headers();
    assertThat(headers.getFirst("X-Forwarded-Proto")).isEqualTo("https");
    assertThat(headers.getFirst("X-Forwarded-Host")).isEqualTo("localhost:" + gateway.port());
    assertThat(headers.keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("x-http2"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/products?query=[a], shop, bad_query",
    "/api/v1/products/[a], shop, bad_path",
    "/api/v1/products/%2e%2e/internal/audit, shop, bad_path",
    "//internal/audit, shop, bad_path",
    "/, shop:99999999, bad_host",
    "/, a b, bad_host"
  })
  void refusesInvalidRequestsOfHttp2(String path, String host, String code) throws Exception {
    try (RawHttp2Connection connection = RawHttp2Connection.open(tls, gateway.port())) {
      List<String> fields = RawHttp2Connection.get(path);
      fields.set(fields.indexOf("shop"), host);
      var refused = connection.request(1, fields).read(1);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo(code);
      var next = connection.request(3, RawHttp2Connection.get("/")).read(3);
      assertThat(next.status()).as("the connection stays open").isEqualTo(200);
    }
  }

  @Test
  void refusesTwoHostsAndManyHeadersOfHttp2() throws Exception {
    try (RawHttp2Connection connection = RawHttp2Connection.open(tls, gateway.port())) {
      var twoHosts = connection.request(1, RawHttp2Connection.get("/", "host", "other")).read(1);
      assertThat(twoHosts.status()).as("Netty resets the stream").isZero();
      List<String> many = RawHttp2Connection.get("/");
      for (int i = 0; i < 110; i++) {
        many.addAll(List.of("x-" + i, "y"));
      }
      var tooMany = connection.request(3, many).read(3);
      assertThat(tooMany.status()).isEqualTo(431);
      assertThat(tooMany.code()).isEqualTo("headers_too_large");
    }
  }

  @ParameterizedTest
  @CsvSource({"8000, 200, ''", "8200, 431, headers_too_large", "15000, 431, headers_too_large"})
  void refusesLongHeadersOfHttp2(int length, int status, String code) throws Exception {
    try (RawHttp2Connection connection = RawHttp2Connection.open(tls, gateway.port())) {
      var answer = connection.request(1, withHeader(length)).read(1);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(status == 200 ? "" : answer.code()).isEqualTo(code);
      var next = connection.request(3, RawHttp2Connection.get("/")).read(3);
      assertThat(next.status()).as("the connection stays open").isEqualTo(200);
    }
  }

  @Test
  void nettyRefusesVeryLongHeadersOfHttp2() throws Exception {
    try (RawHttp2Connection connection = RawHttp2Connection.open(tls, gateway.port())) {
      var refused = connection.request(1, withHeader(17_000)).read(1);
      assertThat(refused.status()).isEqualTo(431);
      assertThat(refused.body()).isEmpty();
      assertThat(connection.request(3, withHeader(21_000)).isClosed()).isTrue();
    }
  }

  private static List<String> withHeader(int length) {
    return RawHttp2Connection.get("/", "x-large", "y".repeat(length));
  }

  @ParameterizedTest
  @CsvSource({"4000, 200, ''", "4096, 414, uri_too_long"})
  void refusesLongAddressesOfHttp2(int length, int status, String code) throws Exception {
    try (RawHttp2Connection connection = RawHttp2Connection.open(tls, gateway.port())) {
      var fields = RawHttp2Connection.get("/?" + "q".repeat(length));
      var answer = connection.request(1, fields).read(1);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(status == 200 ? "" : answer.code()).isEqualTo(code);
    }
  }

  @Test
  void closesConnectionOfHttp2ThatFloods() throws Exception {
    try (RawHttp2Connection resets = RawHttp2Connection.open(tls, gateway.port())) {
      sendAll(
          () -> {
            for (int stream = 1; stream < 2000; stream += 2) {
              resets.request(stream, RawHttp2Connection.get("/")).reset(stream);
            }
          });
      assertThat(resets.isClosed()).isTrue();
    }
    try (RawHttp2Connection headers = RawHttp2Connection.open(tls, gateway.port())) {
      sendAll(() -> headers.endlessHeaders(1, RawHttp2Connection.get("/"), 20_000));
      assertThat(headers.isClosed()).isTrue();
    }
    assertThat(send(tls, Version.HTTP_2, "/").statusCode()).isEqualTo(200);
  }

  private interface Sending {
    void run() throws IOException;
  }

  private static void sendAll(Sending sending) {
    try {
      sending.run();
    } catch (IOException closed) {
      // The gateway has closed the connection already.
    }
  }

  @Test
  void refusesInvalidRequestsOfHttp1OverTls() throws Exception {
    try (Socket socket = tls.getSocketFactory().createSocket("localhost", gateway.port())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write("GET /?x=[a] HTTP/1.1\r\nHost: shop\r\n\r\n".getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("bad_query");
    }
  }

  @Test
  void usesRenewedCertificateWithoutRestart() throws Exception {
    TestCertificate renewed = TestCertificate.create(scratch, "renewed");
    SSLContext trust = renewed.client();
    renewed.mount(mounted);
    tls = trust;
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> send(trust, Version.HTTP_2, "/").statusCode() == 200);
  }

  @Test
  void probesStayPlain() {
    assertThat(gateway.management("/actuator/health/liveness").status()).isEqualTo(200);
  }
}
