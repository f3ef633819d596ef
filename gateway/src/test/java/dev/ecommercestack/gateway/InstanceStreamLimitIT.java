package dev.ecommercestack.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.ecommercestack.testing.tokens.Issuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watching claims keeps nobody from making one. */
class InstanceStreamLimitIT {
  private static final String STREAM = "/api/v1/claims/7/events";
  private static final String CLAIMS = "/api/v1/campaigns/7/claims";

  @Test
  @Timeout(120)
  void refusesStreamThatWouldTakeConnectionsOfOtherRequests() throws Exception {
    Issuer issuer = new Issuer();
    CountDownLatch decided = new CountDownLatch(1);
    List<String> settings = new ArrayList<>();
    settings.add("spring.cloud.gateway.server.webflux.httpclient.pool.max-connections=8");
    try (StubService user = StubService.start();
        StubService event = StubService.start()) {
      user.on("/.well-known/jwks.json", issuer.keySet());
      event.on(CLAIMS, StubService.json(202, "{\"claimId\":\"c\"}"));
      event.on(STREAM, exchange -> waitFor(decided, exchange));
      settings.addAll(Gateway.instances("user", user));
      settings.addAll(Gateway.instances("event", event));
      try (Gateway gateway = Gateway.start(settings)) {
        String token = issuer.customer();
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          streams.add(watch(gateway, token));
          assertThat(streams.getLast().statusCode()).isEqualTo(200);
        }
        HttpResponse<InputStream> refused = watch(gateway, token);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).asString(UTF_8).contains("stream_capacity_reached");
        assertThat(gateway.post(CLAIMS, token, "{}").status()).isEqualTo(202);

        decided.countDown();
        for (HttpResponse<InputStream> stream : streams) {
          assertThat(stream.body().readAllBytes()).isNotEmpty();
        }
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> watch(gateway, token).statusCode() == 200);
      } finally {
        decided.countDown();
      }
    }
  }

  @Test
  @Timeout(120)
  void refusesUserWithTenOpenStreams() throws Exception {
    Issuer issuer = new Issuer();
    CountDownLatch decided = new CountDownLatch(1);
    try (StubService user = StubService.start();
        StubService event = StubService.start()) {
      user.on("/.well-known/jwks.json", issuer.keySet());
      event.on(STREAM, exchange -> waitFor(decided, exchange));
      List<String> settings = new ArrayList<>(Gateway.instances("user", user));
      settings.addAll(Gateway.instances("event", event));
      try (Gateway gateway = Gateway.start(settings)) {
        String token = issuer.customer();
        for (int i = 0; i < 10; i++) {
          assertThat(watch(gateway, token).statusCode()).isEqualTo(200);
        }
        HttpResponse<InputStream> refused = watch(gateway, token);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).asString(UTF_8).contains("too_many_streams");
        assertThat(watch(gateway, issuer.customer()).statusCode()).isEqualTo(200);

        decided.countDown();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> watch(gateway, token).statusCode() == 200);
      } finally {
        decided.countDown();
      }
    }
  }

  private static void waitFor(CountDownLatch decided, HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(": wait\n\n".getBytes(UTF_8));
    exchange.getResponseBody().flush();
    try {
      decided.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static HttpResponse<InputStream> watch(Gateway gateway, String token) throws Exception {
    return gateway.stream(gateway.request(STREAM).header("Authorization", "Bearer " + token));
  }
}
