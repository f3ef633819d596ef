package dev.ecommercestack.event.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.common.id.Uuid7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running instance of the service, as its clients see it. */
public final class Instance implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ConfigurableApplicationContext context;
  private final Tokens tokens;

  Instance(ConfigurableApplicationContext context, Tokens tokens) {
    this.context = context;
    this.tokens = tokens;
  }

  /** An answer. */
  public record Answer(int status, JsonNode body) {
    /** Checks the status. */
    public Answer expect(int expected) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      return this;
    }

    /** Returns a member as text, empty if it is absent. */
    public String text(String field) {
      return body.path(field).asString("");
    }

    /** Returns a member as a number, 0 if it is absent. */
    public long number(String field) {
      return body.path(field).asLong(0);
    }
  }

  /** Somebody who calls. */
  public record Caller(Instance instance, UUID id, @Nullable String token) {
    public Answer get(String path) {
      return instance.send("GET", path, token, null);
    }

    public Answer post(String path, Object body) {
      return instance.send("POST", path, token, body);
    }

    public Answer patch(String path, Object body) {
      return instance.send("PATCH", path, token, body);
    }

    /** The same person at another instance. */
    public Caller at(Instance other) {
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
    return new Caller(this, id, tokens.of(id, "CUSTOMER"));
  }

  /** The shop's owner. */
  public Caller admin() {
    UUID id = Uuid7.next();
    return new Caller(this, id, tokens.of(id, "ADMIN"));
  }

  /** The order service. */
  public Caller order() {
    return new Caller(this, Uuid7.next(), tokens.ofService("order"));
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
  public List<String> events(String path, Caller caller) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + caller.token())
            .timeout(PATIENCE)
            .build();
    HttpResponse<java.util.stream.Stream<String>> answer =
        HTTP.send(request, BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().toList();
  }

  /** Asks the management port. */
  public Answer management(String path) {
    return send(
        URI.create("http://localhost:" + port("local.management.port") + path), "GET", null, null);
  }

  /** Returns a metric's samples. */
  public String metrics() {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://localhost:"
                              + port("local.management.port")
                              + "/actuator/prometheus"))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns a part of the application. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  private String port(String property) {
    return java.util.Objects.requireNonNull(context.getEnvironment().getProperty(property));
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port("local.server.port") + path);
  }

  private Answer send(String method, String path, @Nullable String token, @Nullable Object body) {
    return send(uri(path), method, token, body);
  }

  private static Answer send(
      URI uri, String method, @Nullable String token, @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      String text = answer.body();
      return new Answer(
          answer.statusCode(), text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Stops it as SIGTERM does. */
  @Override
  public void close() {
    context.close();
  }
}
