package dev.ecommercestack.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.ecommercestack.testing.ManualClock;
import dev.ecommercestack.testing.Replies;
import dev.ecommercestack.testing.tokens.IssuerServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class FetchedServiceTokenTest {
  private final ManualClock clock = new ManualClock(Instant.now());

  @Test
  void isFetchedOnceAndAgainBeforeItExpires() throws Exception {
    try (IssuerServer issuer = IssuerServer.start("sample")) {
      FetchedServiceToken tokens = tokens(issuer.uri(), "secret");
      String first = tokens.token();
      assertThat(tokens.token()).isEqualTo(first);
      assertThat(issuer.serviceTokensFetched()).isEqualTo(1);

      clock.advance(Duration.ofSeconds(541));
      assertThat(tokens.token()).isNotEqualTo(first);
      assertThat(issuer.serviceTokensFetched()).isEqualTo(2);
    }
  }

  @Test
  void aRefusedOneIsReplaced() throws Exception {
    try (IssuerServer issuer = IssuerServer.start("sample")) {
      FetchedServiceToken tokens = tokens(issuer.uri(), "secret");
      tokens.refused(tokens.token());
      tokens.token();
      assertThat(issuer.serviceTokensFetched()).isEqualTo(2);
    }
  }

  @Test
  void oneThatCannotBeReplacedIsUsedUntilItExpires() throws Exception {
    IssuerServer issuer = IssuerServer.start("sample");
    FetchedServiceToken tokens = tokens(issuer.uri(), "secret");
    String token = tokens.token();
    issuer.close();
    clock.advance(Duration.ofSeconds(541));
    assertThat(tokens.token()).isEqualTo(token);
    clock.advance(Duration.ofSeconds(60));
    assertThatThrownBy(tokens::token).isInstanceOf(ServiceTokenException.class);
  }

  @Test
  void thoseWhoWaitedForAnIssuerThatDoesNotAnswerAskNoMore() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    HttpServer issuer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Replies.json(exchange, 503, "{}");
        });
    issuer.start();
    try {
      FetchedServiceToken tokens =
          tokens(URI.create("http://localhost:" + issuer.getAddress().getPort()), "secret");
      AtomicInteger refused = new AtomicInteger();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        callers.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        tokens.token();
                      } catch (ServiceTokenException e) {
                        refused.incrementAndGet();
                      }
                    }));
      }
      // The one that asks reads from a socket, which is no waiting to a thread.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  asked.get() == 1
                      && callers.stream().filter(FetchedServiceTokenTest::waits).count() >= 19);
      goOn.countDown();
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(refused).hasValue(20);
      assertThat(asked.get()).as("one may have come after").isBetween(1, 2);
    } finally {
      goOn.countDown();
      issuer.stop(0);
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void withoutSecretSaysWhatToDo() {
    assertThatThrownBy(() -> tokens(URI.create("http://localhost:1"), null).token())
        .isInstanceOf(ServiceTokenException.class)
        .hasMessageContaining("service-secret");
  }

  @Test
  void anIssuerThatIsAwayIsNamedButNotTheSecret() {
    assertThatThrownBy(() -> tokens(URI.create("http://localhost:1"), "hidden").token())
        .isInstanceOf(ServiceTokenException.class)
        .hasMessageContaining("localhost:1")
        .message()
        .doesNotContain("hidden");
  }

  private FetchedServiceToken tokens(URI issuer, @org.jspecify.annotations.Nullable String secret) {
    return new FetchedServiceToken(
        RestClient.create(),
        issuer.resolve("/internal/service-tokens"),
        "sample",
        secret,
        "peer",
        clock);
  }
}
