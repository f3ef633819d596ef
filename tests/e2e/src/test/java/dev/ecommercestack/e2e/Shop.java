package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A shop as its customers reach it: by HTTP, through the gateway, and by no other way. */
final class Shop {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Random RANDOM = new Random();

  private final HttpSender http = new HttpSender();
  private final URI address;
  private final String namespace;
  private final String stack;

  private Shop(URI address, String namespace, String stack) {
    this.address = address;
    this.namespace = namespace;
    this.stack = stack;
  }

  /** An answer of the shop. */
  record Answer(int status, HttpHeaders headers, JsonNode body) {
    Answer expect(int expected) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      return this;
    }

    String text(String field) {
      return body.path(field).asText();
    }

    /** What it says when it is not JSON: a page, for example. */
    String text() {
      return body.asText();
    }

    /** A header's first value; empty without the header. */
    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The stable code of an RFC 9457 problem. */
    String problem() {
      return text("code");
    }
  }

  static Shop of(Stacks stacks, String namespace, String stack) {
    stacks.awaitReady();
    return at(stacks, namespace, stack);
  }

  /** The shop as it is, Ready or not. */
  static Shop at(Stacks stacks, String namespace, String stack) {
    String url = Optional.ofNullable(stacks.get().getStatus().endpoints().gateway()).orElseThrow();
    return new Shop(URI.create(url), namespace, stack);
  }

  /**
   * Somebody who is logged in, or a visitor when there is no token.
   *
   * @param address where the requests come from; the gateway limits those of an address
   */
  record Person(Shop shop, String email, @Nullable String token, String address) {
    Answer get(String path) {
      return shop.send("GET", path, this, null, null);
    }

    /** A POST with a key of its own. */
    Answer post(String path, Object body) {
      return post(path, body, UUID.randomUUID().toString());
    }

    Answer post(String path, Object body, String idempotencyKey) {
      return shop.send("POST", path, this, body, idempotencyKey);
    }

    /** A POST of a text as it is. */
    Answer upload(String path, String contentType, String text, String idempotencyKey) {
      return shop.send(
          "POST", path, this, BodyPublishers.ofString(text), contentType, idempotencyKey);
    }

    Answer patch(String path, Object body) {
      return shop.send("PATCH", path, this, body, null);
    }

    Answer delete(String path) {
      return shop.send("DELETE", path, this, null, null);
    }

    /** Polls until a field of the answer has a value. */
    Answer awaitField(String path, String field, String... values) {
      return await(path + " has " + field + " " + String.join(" or ", values))
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> get(path), answer -> java.util.List.of(values).contains(answer.text(field)));
    }
  }

  /** Somebody with an address of their own. */
  Person visitor() {
    return new Person(this, "", null, newAddress());
  }

  /**
   * An address that no other client of a test has. The stack that {@code make up} makes trusts the
   * host of the tests as a proxy; another one takes them all for one client.
   */
  static String newAddress() {
    return "2001:db8:%x:%x::1".formatted(RANDOM.nextInt(0x10000), RANDOM.nextInt(0x10000));
  }

  /** Makes an account and logs in; as a client should, it tries again when the shop is busy. */
  Person signUp() {
    String password = "correct horse " + UUID.randomUUID();
    Answer account =
        unlessBusy(
            () -> {
              String email = "person-" + UUID.randomUUID() + "@example.com";
              return visitor()
                  .post(
                      "/api/v1/auth/signup",
                      Map.of("email", email, "password", password, "name", "김 손님"));
            });
    return logIn(account.expect(201).body().path("user").path("email").asText(), password);
  }

  Person logIn(String email, String password) {
    Person visitor = visitor();
    Answer answer =
        unlessBusy(
            () -> visitor.post("/api/v1/auth/login", Map.of("email", email, "password", password)));
    String token = answer.expect(200).text("accessToken");
    return new Person(this, email, token, visitor.address());
  }

  /** The first answer that is not 503 or 504: the service or the gateway had no time for it. */
  private static Answer unlessBusy(Callable<Answer> request) {
    return await("the shop is not too busy")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .pollDelay(Duration.ZERO)
        .until(request, answer -> answer.status() != 503 && answer.status() != 504);
  }

  Person admin() {
    return logIn(adminSecret("admin-email"), adminPassword());
  }

  String adminPassword() {
    return adminSecret("admin-password");
  }

  private String adminSecret(String key) {
    Secret secret =
        Objects.requireNonNull(
            TestCluster.client().secrets().inNamespace(namespace).withName(stack + "-admin").get());
    return TestCluster.value(secret, key);
  }

  /** Where a browser finds the shop. */
  URI address() {
    return address;
  }

  /** A page, or a file of one, as a browser asks for it; with more headers: name, value, ... */
  Answer page(String path, String... headers) {
    var request = HttpRequest.newBuilder(address.resolve(path)).header("Accept", "text/html");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return exchange(request);
  }

  private Answer send(
      String method,
      String path,
      Person sender,
      @Nullable Object body,
      @Nullable String idempotencyKey) {
    try {
      return body == null
          ? send(method, path, sender, BodyPublishers.noBody(), null, idempotencyKey)
          : send(
              method,
              path,
              sender,
              BodyPublishers.ofString(JSON.writeValueAsString(body)),
              "application/json",
              idempotencyKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer send(
      String method,
      String path,
      Person sender,
      BodyPublisher body,
      @Nullable String contentType,
      @Nullable String idempotencyKey) {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Accept", "application/json")
            .header("X-Forwarded-For", sender.address())
            .method(method, body);
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    if (sender.token() != null) {
      request.header("Authorization", "Bearer " + sender.token());
    }
    if (idempotencyKey != null && !path.contains("/auth/")) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return exchange(request);
  }

  private Answer exchange(HttpRequest.Builder request) {
    HttpResponse<String> response = http.send(request);
    try {
      return new Answer(response.statusCode(), response.headers(), parse(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String body) throws IOException {
    return body.startsWith("{") || body.startsWith("[")
        ? JSON.readTree(body)
        : JSON.getNodeFactory().textNode(body);
  }
}
