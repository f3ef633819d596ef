package dev.ecommercestack.testing.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Checks the health group {@code dependencies} of a service: it names the backing services that the
 * contract gives the service and no others, it responds in bounded time, and it does not leak Kafka
 * clients.
 */
public final class DependencyHealth {
  /** Enough for the timeouts of database, Kafka, RabbitMQ and Redis one after the other. */
  private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(20);

  private static final int CALLS = 4;

  private final RunningService running;
  private final String service;

  private DependencyHealth(RunningService running, String service) {
    this.running = running;
    this.service = service;
  }

  /** Returns the checks of an instance of one service of the topology. */
  public static DependencyHealth of(RunningService running, String service) {
    return new DependencyHealth(running, service);
  }

  /**
   * Starts an instance with an empty database and no broker, and checks it.
   *
   * @param service the name of the service in the topology
   * @param credentials further arguments of its command line, see {@link RunningService#start}
   */
  public static void checkWithoutBrokers(
      Class<?> application, String service, String... credentials) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.kafka.bootstrap-servers=localhost:1",
                "--spring.rabbitmq.host=localhost",
                "--spring.rabbitmq.port=1",
                "--spring.data.redis.host=localhost",
                "--spring.data.redis.port=1",
                "--spring.datasource.url=" + Database.create().url(),
                "--spring.datasource.username=" + Database.OWNER,
                "--spring.datasource.password="));
    arguments.addAll(List.of(credentials));
    try (RunningService running = RunningService.start(application, arguments)) {
      DependencyHealth health = of(running, service);
      health.leavesNoKafkaClient();
      health.reportsOnlyTheDatabaseUp();
      health.reportsNoDetails();
      health.namesItsBuild();
    }
  }

  /** Checks several times that only the database is up, when no broker runs. */
  private void reportsOnlyTheDatabaseUp() {
    Map<String, String> expected = new TreeMap<>();
    needs()
        .forEach(
            backing ->
                expected.put(component(backing), backing == Backing.POSTGRESQL ? "UP" : "DOWN"));
    for (int call = 0; call < CALLS; call++) {
      assertThat(components()).isEqualTo(expected);
    }
  }

  /** Checks several times that all backing services of the service are up. */
  public void reportsAllBackingServicesUp() {
    for (int call = 0; call < CALLS; call++) {
      assertThat(components())
          .containsOnlyKeys(needs().map(DependencyHealth::component).toList())
          .allSatisfy((component, status) -> assertThat(status).as(component).isEqualTo("UP"));
    }
  }

  /** Checks that calls of the group and of the whole health leak no Kafka client. */
  public void leavesNoKafkaClient() {
    long before = adminClients();
    for (int call = 0; call < CALLS; call++) {
      get("/actuator/health/dependencies");
      get("/actuator/health");
    }
    assertThat(adminClients()).as("threads of Kafka admin clients").isEqualTo(before);
    if (!RequiredBackings.of(Topology.load(), service).kafka()) {
      assertThat(kafkaThreads()).as("threads of Kafka clients").isEmpty();
    }
  }

  /** Checks that the response has no details, which would name hosts. */
  private void reportsNoDetails() {
    assertThat(get("/actuator/health/dependencies").toString()).doesNotContain("details");
  }

  /** Checks that the instance says which service, version and commit it is. */
  private void namesItsBuild() {
    JsonNode build = get("/actuator/info").path("build");
    assertThat(build.path("name").asString("")).isEqualTo(service);
    assertThat(build.path("version").asString("")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(build.path("commit").asString("")).isNotEmpty();
  }

  private Stream<Backing> needs() {
    RequiredBackings needs = RequiredBackings.of(Topology.load(), service);
    return Arrays.stream(Backing.values()).filter(needs::includes);
  }

  /** The name of Spring Boot's health component. */
  private static String component(Backing backing) {
    return switch (backing) {
      case KAFKA -> "kafka";
      case RABBITMQ -> "rabbit";
      case REDIS -> "redis";
      case POSTGRESQL -> "db";
    };
  }

  private Map<String, String> components() {
    long start = System.nanoTime();
    JsonNode health = get("/actuator/health/dependencies");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MAX_RESPONSE_TIME);
    Map<String, String> statuses = new TreeMap<>();
    health
        .path("components")
        .properties()
        .forEach(
            component ->
                statuses.put(component.getKey(), component.getValue().path("status").asString("")));
    return statuses;
  }

  private JsonNode get(String path) {
    return Http.send("GET", running.management().resolve(path), null, null).body();
  }

  private static long adminClients() {
    return kafkaThreads().stream()
        .filter(name -> name.contains("admin"))
        // Event's own, which it starts when the first claim or queue needs it.
        .filter(name -> !name.contains("event-claims-admin"))
        .count();
  }

  private static List<String> kafkaThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("kafka-"))
        .toList();
  }
}
