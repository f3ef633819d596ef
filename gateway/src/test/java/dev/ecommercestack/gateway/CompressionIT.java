package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which responses are compressed, and for whom. */
class CompressionIT extends GatewayITBase {
  private static final String LONG = "{\"text\":\"" + "상품 ".repeat(1000) + "\"}";

  CompressionIT() {
    super(true);
  }

  private HttpResponse<InputStream> get(String path, String acceptEncoding) throws Exception {
    return gateway.stream(request(path, acceptEncoding));
  }

  private HttpRequest.Builder request(String path, String acceptEncoding) {
    return gateway
        .request(path)
        .header("Authorization", "Bearer " + issuer.customer())
        .header("Accept-Encoding", acceptEncoding);
  }

  private static String header(HttpResponse<?> response, String name) {
    return String.join(", ", response.headers().allValues(name));
  }

  private static String text(HttpResponse<InputStream> response) throws IOException {
    byte[] bytes = response.body().readAllBytes();
    InputStream body = new ByteArrayInputStream(bytes);
    boolean compressed = header(response, "Content-Encoding").equals("gzip");
    try (InputStream in = compressed ? new GZIPInputStream(body) : body) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void compressesLongJsonOfServices() throws Exception {
    order.on("/api/v1/orders", LONG);
    for (String encoding : List.of("gzip", "identity")) {
      HttpResponse<InputStream> response = get("/api/v1/orders", encoding);
      assertThat(header(response, "Content-Encoding"))
          .isEqualTo(encoding.equals("gzip") ? "gzip" : "");
      assertThat(header(response, "Vary")).contains("Accept-Encoding");
      assertThat(text(response)).isEqualTo(LONG);
    }
  }

  @Test
  void compressesAggregates() throws Exception {
    products("/api/v1/products", "{\"items\":[" + LONG + "]}");
    HttpResponse<InputStream> home = get("/api/v1/home", "gzip");
    assertThat(header(home, "Content-Encoding")).isEqualTo("gzip");
    assertThat(text(home)).contains("상품");
  }

  @Test
  void leavesShortJsonAsItIs() throws Exception {
    order.on("/api/v1/orders", "{}");
    HttpResponse<InputStream> response = get("/api/v1/orders", "gzip");
    assertThat(header(response, "Content-Encoding")).isEmpty();
    assertThat(header(response, "Vary")).contains("Accept-Encoding");
    assertThat(text(response)).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({
    "ETag, '\"3\"'",
    "Cache-Control, 'public, no-transform'",
    "Content-Type, application/pdf",
    "Content-Encoding, zstd"
  })
  void leavesResponseWithHeaderAsItIs(String name, String value) throws Exception {
    order.on("/api/v1/orders", exchange -> send(exchange, name, value));
    HttpResponse<InputStream> response = get("/api/v1/orders", "gzip");
    assertThat(header(response, "Content-Encoding"))
        .isEqualTo(name.equals("Content-Encoding") ? value : "");
    assertThat(header(response, name)).isEqualTo(value);
    assertThat(response.body().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(LONG);
  }

  private static void send(HttpExchange exchange, String name, String value) throws IOException {
    byte[] body = LONG.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set(name, value);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void leavesAnswersOfLoginAsTheyAre() throws Exception {
    user.on("/api/v1/auth/login", LONG);
    HttpResponse<InputStream> response =
        gateway.stream(
            request("/api/v1/auth/login", "gzip").POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(header(response, "Content-Encoding")).isEmpty();
    assertThat(header(response, "Vary")).doesNotContain("Accept-Encoding");
    assertThat(text(response)).isEqualTo(LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/v1/openapi.json",
        "/assets/shop.js",
        "/assets/shop.css",
        "/assets/icon.svg",
        "/assets/swagger-ui.css",
        "/assets/swagger-ui-bundle.js"
      })
  void compressesFilesWithTheirOwnEntityTag(String path) throws Exception {
    HttpResponse<InputStream> plain = get(path, "gzip;q=0, br");
    HttpResponse<InputStream> gzip = get(path, "br, gzip;q=0.5");
    assertThat(header(plain, "Content-Encoding")).isEmpty();
    assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(gzip, "Content-Length")).isNotEqualTo(header(plain, "Content-Length"));
    String etag = header(gzip, "ETag");
    assertThat(etag).isNotEqualTo(header(plain, "ETag"));
    for (HttpResponse<InputStream> response : List.of(plain, gzip)) {
      assertThat(header(response, "Vary").split(", ")).containsOnlyOnce("Accept-Encoding");
    }
    assertThat(text(gzip)).isEqualTo(text(plain));

    var again = gateway.stream(request(path, "gzip").header("If-None-Match", etag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(header(again, "Vary")).contains("Accept-Encoding");
    var other = gateway.stream(request(path, "identity").header("If-None-Match", etag));
    assertThat(other.statusCode()).isEqualTo(200);
    var head = gateway.stream(request(path, "gzip").method("HEAD", noBody()));
    assertThat(header(head, "Content-Length")).isEqualTo(header(gzip, "Content-Length"));
    assertThat(header(head, "Content-Encoding")).isEqualTo("gzip");
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
