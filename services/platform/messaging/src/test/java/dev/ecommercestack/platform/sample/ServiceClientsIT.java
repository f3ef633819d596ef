package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.platform.client.RemoteProblemException;
import dev.ecommercestack.platform.client.ServiceClients;
import dev.ecommercestack.testing.tokens.IssuerServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** How one service calls another. */
class ServiceClientsIT {
  private static EmbeddedPostgres postgres;
  private static IssuerServer issuer;

  /** What a service that is taken over registers under the name of the issuer. */
  private static IssuerServer impostor;

  private static Peer peer;
  private static ConfigurableApplicationContext service;
  private static ServiceClients clients;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    issuer = IssuerServer.start("sample");
    impostor = IssuerServer.start("sample");
    peer = Peer.start();
    service =
        SpringApplication.run(
            SampleApplication.class,
            "--server.port=0",
            "--management.server.port=0",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--eureka.client.enabled=false",
            "--ISSUER_URL=" + issuer.uri(),
            "--spring.cloud.discovery.client.simple.instances.user[0].uri=" + impostor.uri(),
            "--spring.cloud.discovery.client.simple.instances.peer[0].uri=" + peer.uri(),
            // Port 1 of loopback: an instance that has died and is still in the list.
            "--spring.cloud.discovery.client.simple.instances.half[0].uri=http://localhost:1",
            "--spring.cloud.discovery.client.simple.instances.half[1].uri=" + peer.uri(),
            "--service.client.secret=sample-secret",
            "--service.client.read-timeout=1s",
            "--service.shutdown.drain=0s");
    clients = service.getBean(ServiceClients.class);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    peer.close();
    issuer.close();
    impostor.close();
    postgres.close();
  }

  @BeforeEach
  void forget() {
    peer.requests.clear();
  }

  @Test
  void identifiesItselfWithATokenThatIsKept() {
    RestClient client = clients.to("peer");
    int before = issuer.serviceTokensFetched();
    for (int i = 0; i < 5; i++) {
      assertThat(client.get().uri("/hello").retrieve().body(String.class)).contains("/hello");
    }
    assertThat(peer.requests)
        .hasSize(5)
        .allSatisfy(r -> assertThat(r.authorization()).startsWith("Bearer "));
    assertThat(issuer.serviceTokensFetched() - before).isLessThanOrEqualTo(1);
  }

  @Test
  void trustsNoIssuerOfTheRegistry() throws Exception {
    clients.to("peer").get().uri("/hello").retrieve().toBodilessEntity();
    assertThat(impostor.serviceTokensFetched()).as("it would learn the secret").isZero();
    assertThat(statusFor(impostor.issuer().admin())).isEqualTo(401);
    assertThat(statusFor(issuer.issuer().admin())).isNotEqualTo(401);
  }

  private static int statusFor(String token) throws Exception {
    URI uri =
        URI.create(
            "http://localhost:%s/api/v1/mine"
                .formatted(service.getEnvironment().getRequiredProperty("local.server.port")));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void carriesTheTrace() {
    clients.to("peer").get().uri("/hello").retrieve().toBodilessEntity();
    assertThat(peer.requests.getFirst().traceparent())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
  }

  @Test
  void aRefusedTokenIsReplacedOnce() {
    clients.to("peer").post().uri("/stranger").body("{}").retrieve().toBodilessEntity();
    assertThat(peer.requests).hasSize(2);
  }

  @Test
  void aRefusalHasItsCode() {
    assertThatThrownBy(
            () -> clients.to("peer").post().uri("/conflict").retrieve().toBodilessEntity())
        .isInstanceOfSatisfying(
            RemoteProblemException.class,
            problem -> {
              assertThat(problem.remoteCode()).isEqualTo("sold_out");
              assertThat(problem.remoteStatus().value()).isEqualTo(409);
              assertThat(problem.document().path("left").asInt(-1)).isZero();
              assertThat(problem.transientFailure()).isFalse();
            });
  }

  @Test
  void aPostIsNeverSentAgain() {
    assertThatThrownBy(() -> clients.to("peer").post().uri("/broken").retrieve().toBodilessEntity())
        .isInstanceOfSatisfying(
            RemoteProblemException.class, p -> assertThat(p.transientFailure()).isTrue());
    assertThatThrownBy(() -> clients.to("peer").post().uri("/slow").retrieve().toBodilessEntity())
        .isInstanceOf(ResourceAccessException.class);
    assertThat(peer.requests).extracting(Peer.Request::path).containsExactly("/broken", "/slow");
  }

  @Test
  void aGetFindsTheInstanceThatLives() {
    RestClient client = clients.to("half");
    for (int i = 0; i < 6; i++) {
      assertThat(client.get().uri("/alive").retrieve().body(String.class)).contains("/alive");
    }
  }

  @Test
  void aPostFindsTheInstanceThatLives() {
    RestClient client = clients.to("half");
    for (int i = 0; i < 6; i++) {
      client.post().uri("/alive").body("{}").retrieve().toBodilessEntity();
    }
    assertThat(peer.requests).hasSize(6);
  }

  @Test
  void aServiceWithoutInstanceCannotBeReached() {
    assertThatThrownBy(() -> clients.to("nobody").get().uri("/").retrieve().toBodilessEntity())
        .isInstanceOf(ResourceAccessException.class)
        .hasMessageContaining("nobody");
  }
}
