package dev.ecommercestack.event.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.DependencyHealth;
import dev.ecommercestack.testing.services.Http;
import dev.ecommercestack.testing.services.RunningService;
import dev.ecommercestack.testing.tokens.Issuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running instance of the service, as its clients see it. */
public final class ServiceInstance implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final RunningService service;
  private final Issuer issuer;

  ServiceInstance(RunningService service, Issuer issuer) {
    this.service = service;
    this.issuer = issuer;
  }

  /** Checks of what it tells about its backing services. */
  public DependencyHealth dependencyHealth() {
    return DependencyHealth.of(service, "event");
  }

  /** Somebody who calls. */
  public record Caller(ServiceInstance instance, UUID id, @Nullable String token) {
    public Answer get(String path) {
      return instance.send("GET", path, token, null);
    }

    public Answer head(String path) {
      return instance.send("HEAD", path, token, null);
    }

    public Answer post(String path, Object body) {
      return instance.send("POST", path, token, body);
    }

    public Answer patch(String path, Object body) {
      return instance.send("PATCH", path, token, body);
    }

    /** The same person at another instance. */
    public Caller at(ServiceInstance other) {
      return new Caller(other, id, token);
    }

    /** Claims, and returns the claim's id. */
    public String claim(String campaign) {
      return post("/api/v1/campaigns/" + campaign + "/claims", Map.of())
          .expect(202)
          .text("claimId");
    }

    /** Waits until a claim is decided. */
    public Answer decided(String claim) {
      return await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> get("/api/v1/claims/" + claim),
              answer -> answer.status() == 200 && !answer.text("status").equals("PENDING"));
    }
  }

  /** A new customer. */
  public Caller customer() {
    UUID id = Uuid7.next();
    return new Caller(this, id, issuer.person(id, "CUSTOMER"));
  }

  /** The shop's owner. */
  public Caller admin() {
    UUID id = Uuid7.next();
    return new Caller(this, id, issuer.person(id, "ADMIN"));
  }

  /** The order service. */
  public Caller order() {
    return new Caller(this, Uuid7.next(), issuer.service("order", "event"));
  }

  /** Somebody without a token. */
  public Caller visitor() {
    return new Caller(this, Uuid7.next(), null);
  }

  /** Makes a campaign that is open now, and returns its id. */
  public String campaign(int quota, Map<String, Object> benefit) {
    return admin()
        .post(
            "/api/v1/campaigns",
            Map.of(
                "name",
                "선착순 쿠폰",
                "quota",
                quota,
                "startsAt",
                Instant.now().minusSeconds(5).toString(),
                "endsAt",
                Instant.now().plusSeconds(3600).toString(),
                "benefit",
                benefit))
        .expect(201)
        .text("id");
  }

  /** Makes a campaign of coupons worth 1,000 won. */
  public String campaign(int quota) {
    return campaign(quota, Map.of("type", "AMOUNT", "value", 1000, "currency", "KRW"));
  }

  /** Follows a stream of events to its end and returns its lines. */
  public List<String> events(String path, Caller caller) {
    HttpRequest request =
        HttpRequest.newBuilder(service.uri().resolve(path))
            .header("Authorization", "Bearer " + caller.token())
            .timeout(PATIENCE)
            .build();
    HttpResponse<Stream<String>> answer = Http.exchange(request, BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().toList();
  }

  /** Asks the management port. */
  public Answer management(String path) {
    return Http.send("GET", service.management().resolve(path), null, null);
  }

  /** Returns a metric's samples. */
  public String metrics() {
    return service.metrics();
  }

  /** Returns the sum of a metric's samples. */
  public double metric(String name) {
    return service.metric(name);
  }

  /** Returns a part of the application. */
  public <T> T bean(Class<T> type) {
    return service.bean(type);
  }

  private Answer send(String method, String path, @Nullable String token, @Nullable Object body) {
    return service.send(method, path, body, token, "Idempotency-Key", UUID.randomUUID().toString());
  }

  /** Stops it as SIGTERM does. */
  @Override
  public void close() {
    service.close();
  }
}
