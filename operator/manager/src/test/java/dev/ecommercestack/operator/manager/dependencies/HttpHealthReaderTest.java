package dev.ecommercestack.operator.manager.dependencies;

import static dev.ecommercestack.contracts.access.Backing.KAFKA;
import static dev.ecommercestack.contracts.access.Backing.POSTGRESQL;
import static dev.ecommercestack.contracts.access.Backing.RABBITMQ;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpHealthReaderTest {

  private final HttpHealthReader reader = new HttpHealthReader();
  private HttpServer server;
  private int status = 200;
  private String body = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        HealthReader.PATH,
        exchange -> {
          try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsWhatAServiceCanUse() {
    status = 503;
    body =
        """
        {"status": "DOWN", "components": {"db": {"status": "UP"}, "kafka": {"status": "UNKNOWN"},
          "rabbit": {"status": "DOWN"}, "issuer": {"status": "DOWN"}}}
        """;
    assertThat(read())
        .isEqualTo(new HealthAnswer.Reported(Map.of(POSTGRESQL, true, RABBITMQ, false)));
    body = "{\"components\": {\"kafka\": {\"status\": \"OUT_OF_SERVICE\"}}}";
    assertThat(read()).isEqualTo(new HealthAnswer.Reported(Map.of(KAFKA, false)));
  }

  @Test
  void knowsNothingWithoutTheGroup() {
    status = 404;
    assertThat(read()).isEqualTo(new HealthAnswer.NoAnswer("it answers with HTTP 404"));
  }

  @Test
  void knowsNothingFromWhatIsNotJsonOrTooLong() {
    body = "<html>";
    assertThat(read()).isEqualTo(new HealthAnswer.NoAnswer("its answer cannot be read"));
    body = "[" + " ".repeat(100_000) + "]";
    assertThat(read()).isEqualTo(new HealthAnswer.NoAnswer("its answer cannot be read"));
  }

  @Test
  void knowsNothingWhereNobodyListens() {
    server.stop(0);
    assertThat(read())
        .isEqualTo(new HealthAnswer.NoAnswer("its management port cannot be reached"));
  }

  private HealthAnswer read() {
    return reader.read(
        URI.create(
            "http://localhost:%d%s".formatted(server.getAddress().getPort(), HealthReader.PATH)));
  }
}
