package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A service in its own process, told to leave by SIGTERM. */
class ShutdownIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  @Test
  void itIsOutOfTheRegistryWhileItStillServes() throws Exception {
    int port = freePort();
    int managementPort = freePort();
    List<String> told = new CopyOnWriteArrayList<>();
    HttpServer registry = registry(told);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      Process service =
          start(
              "--server.port=" + port,
              "--management.server.port=" + managementPort,
              "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
              "--eureka.client.service-url.defaultZone=http://localhost:%d/eureka/"
                  .formatted(registry.getAddress().getPort()),
              "--service.shutdown.drain=5s");
      try {
        URI notes = URI.create("http://localhost:" + port + "/api/v1/notes");
        URI readiness =
            URI.create("http://localhost:" + managementPort + "/actuator/health/readiness");
        await().atMost(DEADLINE).until(() -> status(readiness) == 200 && status(notes) == 200);
        await().atMost(DEADLINE).until(() -> told.stream().anyMatch(t -> t.contains("UP")));

        service.destroy();
        await().atMost(DEADLINE).until(() -> told.stream().anyMatch(t -> t.contains("DOWN")));
        assertThat(status(notes)).as("still serving").isEqualTo(200);
        assertThat(status(readiness)).as("not ready any more").isEqualTo(503);
        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(told).last().asString().startsWith("DELETE");
      } finally {
        service.destroyForcibly();
        registry.stop(0);
      }
    }
  }

  @Test
  void itCanBeEndedWhileItWaitsForItsDatabase() throws Exception {
    Path log = Files.createTempFile("service", ".log");
    Process service =
        start(
            log,
            "--server.port=0",
            "--management.server.port=0",
            "--eureka.client.enabled=false",
            "--spring.datasource.url=jdbc:postgresql://localhost:1/nothing");
    try {
      await()
          .atMost(DEADLINE)
          .until(() -> Files.readString(log).contains("Waiting for the database"));
      service.destroy();
      assertThat(service.waitFor(20, TimeUnit.SECONDS)).as("ended by SIGTERM").isTrue();
    } finally {
      service.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }

  private static Process start(String... arguments) throws IOException {
    return start(Path.of("target", "shutdown.log"), arguments);
  }

  private static Process start(Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SampleApplication.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Notes what it is told, as Eureka's REST interface is used. */
  private static HttpServer registry(List<String> told) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/eureka/apps",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String method = exchange.getRequestMethod();
          if (method.equals("POST")) {
            told.add("POST " + (body.contains("\"status\":\"DOWN\"") ? "DOWN" : "UP"));
          } else if (method.equals("DELETE")) {
            told.add("DELETE");
          }
          byte[] answer =
              method.equals("GET")
                  ? "{\"applications\":{\"versions__delta\":\"1\",\"apps__hashcode\":\"\",\"application\":[]}}"
                      .getBytes(StandardCharsets.UTF_8)
                  : new byte[0];
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(
              method.equals("POST") ? 204 : 200, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int status(URI uri) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
