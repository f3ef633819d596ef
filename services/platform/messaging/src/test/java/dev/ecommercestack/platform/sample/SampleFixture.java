package dev.ecommercestack.platform.sample;

import dev.ecommercestack.testing.tokens.IssuerServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service that runs on a PostgreSQL of its own, and its clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SampleFixture {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private EmbeddedPostgres postgres;
  IssuerServer issuer;
  private ConfigurableApplicationContext service;
  private String port;
  private String managementPort;

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    issuer = IssuerServer.start("sample");
    service =
        SpringApplication.run(
            SampleApplication.class,
            "--server.port=0",
            "--management.server.port=0",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--eureka.client.enabled=false",
            "--ISSUER_URL=" + issuer.uri(),
            "--service.client.secret=sample-secret",
            "--service.shutdown.drain=0s");
    port = service.getEnvironment().getRequiredProperty("local.server.port");
    managementPort = service.getEnvironment().getRequiredProperty("local.management.port");
  }

  @AfterAll
  void stop() throws IOException {
    if (service != null) {
      service.close();
    }
    issuer.close();
    postgres.close();
  }

  String customer() {
    return issuer.issuer().person(UUID.randomUUID(), "CUSTOMER");
  }

  HttpResponse<String> post(@Nullable String token, @Nullable String key, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1/notes"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return send(request);
  }

  HttpResponse<String> get(String path, @Nullable String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  URI management(String path) {
    return URI.create("http://localhost:" + managementPort + path);
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  /** Returns a connection to the service's database that is not the service's. */
  Connection database() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  long count(String sql) {
    return service.getBean(JdbcClient.class).sql(sql).query(Long.class).single();
  }
}
