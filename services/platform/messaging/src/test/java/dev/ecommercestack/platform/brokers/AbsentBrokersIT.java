package dev.ecommercestack.platform.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brokers that are not there, not even by name, keep no service from starting and being ready. */
class AbsentBrokersIT {
  @Test
  void theServiceIsReadyAndKeepsWhatItSays() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        ConfigurableApplicationContext service =
            SpringApplication.run(
                BrokerApplication.class,
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--eureka.client.enabled=false",
                "--service.shutdown.drain=0s",
                "--spring.kafka.bootstrap-servers=kafka.invalid:9092",
                "--spring.rabbitmq.host=rabbitmq.invalid")) {
      assertThat(health(service, "readiness").statusCode()).isEqualTo(200);
      HttpResponse<String> dependencies = health(service, "dependencies");
      assertThat(dependencies.statusCode()).isEqualTo(503);
      assertThat(dependencies.body()).contains("kafka", "rabbit");

      new TransactionTemplate(service.getBean(PlatformTransactionManager.class))
          .executeWithoutResult(
              status -> {
                Outbox outbox = service.getBean(Outbox.class);
                outbox.fact("t", Message.of("test", UUID.randomUUID(), Map.of()));
                outbox.job("jobs", "test", Message.of("test", UUID.randomUUID(), Map.of()));
              });
      // Long enough for several attempts of the relay: none of them blames a message.
      await()
          .pollDelay(Duration.ofSeconds(4))
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(
                          service
                              .getBean(JdbcClient.class)
                              .sql("select count(*) from outbox where attempts = 0")
                              .query(Long.class)
                              .single())
                      .isEqualTo(2));
    }
  }

  private static HttpResponse<String> health(ConfigurableApplicationContext service, String group)
      throws Exception {
    String port = service.getEnvironment().getRequiredProperty("local.management.port");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:" + port + "/actuator/health/" + group))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
