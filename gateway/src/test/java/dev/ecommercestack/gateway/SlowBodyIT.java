package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.RawConnection.Response;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests whose bodies arrive slowly, or never. */
class SlowBodyIT extends GatewayITBase {
  private static final String PROFILE = "/api/v1/users/me";

  SlowBodyIT() {
    super(true);
  }

  private String head(String token) {
    return "PATCH %s HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer %s\r\n"
        .formatted(PROFILE, token);
  }

  private static void assertRequestTimeout(RawConnection connection) throws IOException {
    Response response = connection.read();
    assertThat(response.status()).isEqualTo(408);
    assertThat(response.code()).isEqualTo("request_timeout");
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.header("Connection")).isEqualTo("close");
    assertThat(connection.readUntilClosed()).isEmpty();
  }

  @Test
  void answers408WhenBodyStopsOrDrips() throws Exception {
    user.on(PROFILE, "{}");
    String head = head(issuer.customer());
    try (RawConnection silent = RawConnection.open(gateway.port());
        RawConnection dripping = RawConnection.open(gateway.port())) {
      silent.send(head + "Content-Length: 100\r\n\r\n{");
      dripping.send(head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
      Thread drip = Thread.startVirtualThread(() -> drip(dripping));
      assertRequestTimeout(silent);
      assertRequestTimeout(dripping);
      drip.interrupt();
    }
    assertThat(user.seen(PROFILE)).isEmpty();
  }

  /** Sends a byte of a body each 200 ms until the connection is closed. */
  private static void drip(RawConnection connection) {
    try {
      while (!Thread.interrupted()) {
        connection.send("1\r\n \r\n");
        Thread.sleep(Duration.ofMillis(200));
      }
    } catch (IOException | InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void answers504WhenServiceIsSlowWithCompleteBody() throws Exception {
    user.on(
        PROFILE,
        exchange -> {
          try {
            assertThat(new CountDownLatch(1).await(7, TimeUnit.SECONDS)).isFalse();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (RawConnection connection = RawConnection.open(gateway.port())) {
      Response response =
          connection.send(head(issuer.customer()) + "Content-Length: 2\r\n\r\n{}").read();
      assertThat(response.status()).isEqualTo(504);
      assertThat(response.code()).isEqualTo("timeout");
      assertThat(response.header("Connection")).isEmpty();
    }
  }

  @Test
  void closesConnectionWhenRefusedBodyIsIncomplete() throws Exception {
    try (RawConnection connection = RawConnection.open(gateway.port())) {
      connection.send(head("nonsense") + "Content-Length: 100\r\n\r\n{");
      Response response = connection.read();
      assertThat(response.status()).isEqualTo(401);
      assertThat(response.header("Connection")).isEqualTo("close");
      Thread drip = Thread.startVirtualThread(() -> drip(connection));
      Instant answered = Instant.now();
      assertThat(connection.readUntilClosed()).isEmpty();
      assertThat(Duration.between(answered, Instant.now())).isLessThan(Duration.ofSeconds(20));
      drip.interrupt();
    }
  }

  @Test
  void clientReadsRefusalOfLongBody() throws Exception {
    String chunk = "x".repeat(64 * 1024);
    try (RawConnection connection = RawConnection.open(gateway.port())) {
      connection.send(head("nonsense") + "Content-Length: 1000000\r\n\r\n");
      for (int sent = 0; sent < 900_000; sent += chunk.length()) {
        connection.send(chunk);
      }
      assertThat(connection.read().code()).isEqualTo("invalid_token");
    } catch (SocketException reset) {
      throw new AssertionError("The gateway reset the connection", reset);
    }
  }

  @Test
  void keepsConnectionWhenRefusedBodyIsComplete() throws Exception {
    try (RawConnection connection = RawConnection.open(gateway.port())) {
      for (int i = 0; i < 2; i++) {
        connection.send(head("nonsense") + "Content-Length: 2\r\n\r\n");
        if (i == 1) {
          Thread.sleep(Duration.ofMillis(50));
        }
        connection.send("{}");
        Response response = connection.read();
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("Connection")).isEmpty();
      }
    }
  }

  @Test
  void keepsConnectionOfRequestsWithoutBody() throws Exception {
    try (RawConnection connection = RawConnection.open(gateway.port())) {
      for (String path : List.of("/", "/api", "/nothing", "/", "/api/v1/products", "/")) {
        Response response =
            connection.send("GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n").read();
        assertThat(response.header("Connection")).as(path).isEmpty();
      }
    }
  }
}
