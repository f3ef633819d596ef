package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.gateway.Gateway.Answer;
import dev.ecommercestack.testing.tokens.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** One of two instances of a service fails, and the registry still lists it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class CrashedInstanceIT {
  private static final String ORDERS = "/api/v1/orders";
  private static final String CLAIMS = "/api/v1/campaigns/7/claims";
  private static final String PRODUCTS = "/api/v1/products";
  private static final String PROFILE = "/api/v1/users/me";
  private static final Duration EJECTION = Duration.ofSeconds(5);

  private final Issuer issuer = new Issuer();
  private final String token = issuer.customer();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<StubService> stubs = new ArrayList<>();
  private final StubService user = stub();
  private final StubService order = stub();
  private final StubService crashing = stub();
  private final StubService product = stub();
  private final StubService hung = stub();
  private final FullServer unreachable = FullServer.start();
  private final Gateway gateway = start();

  private StubService stub() {
    StubService stub = StubService.start();
    stubs.add(stub);
    return stub;
  }

  private Gateway start() {
    List<String> settings = new ArrayList<>();
    settings.addAll(Gateway.instances("user", user.on("/.well-known/jwks.json", issuer.keySet())));
    user.on(PROFILE, _ -> waitForEnd());
    settings.addAll(Gateway.instances("order", created(order), created(crashing)));
    settings.addAll(Gateway.instances("event", stub().on(CLAIMS, StubService.json(202, "{}"))));
    settings.add(
        "spring.cloud.discovery.client.simple.instances.event[1].uri=http://localhost:"
            + unreachable.port());
    settings.addAll(
        Gateway.instances(
            "product", product.on(PRODUCTS, "{}"), hung.on(PRODUCTS, _ -> waitForEnd())));
    settings.add("spring.data.redis.port=1");
    settings.add("gateway.rate-limits.enabled=false");
    return Gateway.start(settings);
  }

  private static StubService created(StubService stub) {
    return stub.on(ORDERS, StubService.json(201, "{}"));
  }

  private void waitForEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterAll
  void stop() throws IOException {
    end.countDown();
    gateway.close();
    stubs.forEach(StubService::close);
    unreachable.close();
  }

  @Test
  void sendsWritesToOtherInstanceWhenOneIsKilled() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> order() == 201 && !crashing.seen(ORDERS).isEmpty());
    order.forget();
    crashing.close();
    Instant crash = Instant.now();
    for (int i = 0; i < 10; i++) {
      assertThat(order()).isEqualTo(201);
    }
    assertThat(order.seen(ORDERS)).hasSize(10).allMatch(seen -> seen.body().equals("{}"));

    try (StubService restarted = created(StubService.start(crashing.port()))) {
      for (int i = 0; i < 20; i++) {
        assertThat(order()).isEqualTo(201);
      }
      int attempts = restarted.seen(ORDERS).size();
      if (Duration.between(crash, Instant.now()).compareTo(EJECTION) < 0) {
        assertThat(attempts).as("requests while the instance is ejected").isZero();
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> order() == 201 && restarted.seen(ORDERS).size() > 3);
    }
  }

  private int order() {
    return gateway.post(ORDERS, token, "{}").status();
  }

  @Test
  void doesNotWaitForUnreachableInstanceEachTime() {
    Instant start = Instant.now();
    for (int i = 0; i < 40; i++) {
      assertThat(gateway.post(CLAIMS, token, "{}").status()).isEqualTo(202);
    }
    // The timeout of a connection is 1 s, and half of the requests would wait for it.
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void leavesOutInstanceThatDoesNotAnswer() throws Exception {
    assertThat(statusesOf(8, PRODUCTS)).containsOnly(200, 504);
    hung.forget();
    for (int i = 0; i < 10; i++) {
      assertThat(gateway.get(PRODUCTS).status()).isEqualTo(200);
    }
    assertThat(gateway.management("/actuator/prometheus").body())
        .containsPattern("gateway_instances_ejected\\{.*} [1-3]\\.0");
  }

  @Test
  void refusesAtOnceWhileServiceDoesNotAnswer() throws Exception {
    assertThat(statusesOf(10, PROFILE)).containsOnly(504);
    user.forget();
    Answer refused = gateway.get(PROFILE, token);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("service_unavailable");
    assertThat(refused.json().path("detail").asString()).contains("user", "Nothing has happened");
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(user.seen(PROFILE)).isEmpty();
    assertThat(gateway.management("/actuator/prometheus").body())
        .containsPattern("gateway_circuit_open\\{.*route=\"profile-read\".*} 1\\.0");

    user.on(PROFILE, "{}");
    await().atMost(Duration.ofSeconds(60)).until(() -> gateway.get(PROFILE, token).status() == 200);
  }

  /** Sends requests at the same time and returns their statuses. */
  private List<Integer> statusesOf(int requests, String path) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        answers.add(clients.submit(() -> gateway.get(path, token).status()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }
    return statuses;
  }

  /** A port of loopback that takes no more connections: the kernel drops the attempts. */
  private static final class FullServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> clients = new ArrayList<>();

    private FullServer(ServerSocket server) {
      this.server = server;
    }

    static FullServer start() {
      try {
        FullServer full = new FullServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        full.fill();
        return full;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private void fill() throws IOException {
      while (true) {
        Socket client = new Socket();
        clients.add(client);
        try {
          client.connect(server.getLocalSocketAddress(), 500);
        } catch (SocketTimeoutException full) {
          return;
        }
      }
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      for (Socket client : clients) {
        client.close();
      }
      server.close();
    }
  }
}
