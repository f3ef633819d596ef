package dev.ecommercestack.declare;

import static dev.ecommercestack.declare.Clients.consume;
import static dev.ecommercestack.declare.Clients.kafka;
import static dev.ecommercestack.declare.Clients.partitionsOfClaims;
import static dev.ecommercestack.declare.Clients.produce;
import static dev.ecommercestack.declare.Clients.publish;
import static dev.ecommercestack.declare.Clients.rabbitmq;
import static dev.ecommercestack.declare.Installation.VHOST;
import static dev.ecommercestack.declare.Installation.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator's user may read in real brokers, and that it may do nothing else. */
class OperatorUserIT {
  private static final String OPERATOR = Topology.OPERATOR;
  private static final String CLAIMS = "coupon.claims.v1";
  private static final String ISSUER = "event.issuer";

  @TempDir private Path directory;
  private Installation installation;

  @BeforeEach
  void declare() throws Exception {
    installation = new Installation(directory);
    installation.configure(Installation.config(Math.max(6, partitionsOfClaims())));
    assertThat(installation.run()).as(installation.message()).isZero();
  }

  @Test
  void readsOffsetsAndMembersOfTheGroupThatScales() throws Exception {
    produce("event", CLAIMS);
    assertThat(consume("event", ISSUER, CLAIMS)).isPositive();
    try (Admin operator = operator()) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          operator.listConsumerGroupOffsets(ISSUER).partitionsToOffsetAndMetadata().get();
      assertThat(committed).isNotEmpty();
      TopicPartition partition = committed.keySet().iterator().next();
      assertThat(operator.listOffsets(Map.of(partition, OffsetSpec.latest())).all().get().values())
          .allSatisfy(end -> assertThat(end.offset()).isNotNegative());
      assertThat(
              operator.listOffsets(Map.of(partition, OffsetSpec.earliest())).all().get().values())
          .allSatisfy(start -> assertThat(start.offset()).isNotNegative());
      assertThat(operator.describeConsumerGroups(List.of(ISSUER)).all().get().values())
          .extracting(ConsumerGroupDescription::groupId)
          .containsExactly(ISSUER);
      assertThat(operator.describeTopics(List.of(CLAIMS)).allTopicNames().get().get(CLAIMS))
          .isNotNull();
      assertThat(operator.listTopics().names().get()).containsExactly(CLAIMS);
    }
  }

  @Test
  void readsNoRecordsAndNoOtherTopicOrGroup() throws Exception {
    produce("event", CLAIMS);
    assertThatThrownBy(() -> consume(OPERATOR, ISSUER, CLAIMS))
        .isInstanceOf(AuthorizationException.class);
    assertThatThrownBy(() -> produce(OPERATOR, CLAIMS))
        .hasCauseInstanceOf(AuthorizationException.class);
    TopicPartition orders = new TopicPartition("order.events.v1", 0);
    TopicPartition claims = new TopicPartition(CLAIMS, 0);
    try (Admin operator = operator()) {
      assertRefused(operator.listOffsets(Map.of(orders, OffsetSpec.latest())).all());
      assertRefused(
          operator.listConsumerGroupOffsets("event.orders").partitionsToOffsetAndMetadata());
      assertRefused(operator.describeConsumerGroups(List.of("event.orders")).all());
      assertRefused(
          operator
              .alterConsumerGroupOffsets(ISSUER, Map.of(claims, new OffsetAndMetadata(0)))
              .all());
      assertThatThrownBy(() -> operator.deleteConsumerGroups(List.of(ISSUER)).all().get())
          .hasCauseInstanceOf(GroupAuthorizationException.class);
      assertRefused(operator.deleteTopics(List.of(CLAIMS)).all());
      assertRefused(operator.createTopics(List.of(new NewTopic("mine", 1, (short) 1))).all());
      assertRefused(operator.describeUserScramCredentials().all());
    }
  }

  @Test
  void readsLengthOfQueues() throws Exception {
    try (Connection worker = rabbitmq("worker")) {
      worker.createChannel().queuePurge("jobs.payment");
    }
    try (Connection order = rabbitmq("order")) {
      publish(order, "jobs", "payment", "charge");
    }
    try (Connection worker = rabbitmq("worker")) {
      Channel channel = worker.createChannel();
      channel.basicQos(7);
      channel.basicConsume("jobs.payment", false, (tag, message) -> {}, tag -> {});
      Awaitility.await()
          .atMost(Clients.DEADLINE)
          .untilAsserted(
              () ->
                  assertThat(http("GET", "/api/queues/" + VHOST + "/jobs.payment", "").body())
                      .contains("\"messages_unacknowledged\":1", "\"prefetch_count\":7"));
      channel.queuePurge("jobs.payment");
    }
    try (Connection worker = rabbitmq("worker")) {
      Awaitility.await()
          .atMost(Clients.DEADLINE)
          .until(() -> worker.createChannel().basicGet("jobs.payment", true) != null);
    }
  }

  @Test
  void takesAndPublishesNoMessageAndChangesNothing() throws Exception {
    String queue = "/api/queues/" + VHOST + "/jobs.payment";
    assertThat(
            http(
                "POST",
                queue + "/get",
                "{\"count\":1,\"ackmode\":\"ack_requeue_true\",\"encoding\":\"auto\"}"))
        .satisfies(OperatorUserIT::isRefused);
    assertThat(http("DELETE", queue + "/contents", "")).satisfies(OperatorUserIT::isRefused);
    assertThat(http("DELETE", queue, "")).satisfies(OperatorUserIT::isRefused);
    assertThat(
            http(
                "POST",
                "/api/exchanges/" + VHOST + "/jobs/publish",
                "{\"properties\":{},\"routing_key\":\"payment\",\"payload\":\"x\",\"payload_encoding\":\"string\"}"))
        .satisfies(OperatorUserIT::isRefused);
    assertThat(
            http("PUT", "/api/users/operator", "{\"password\":\"x\",\"tags\":\"administrator\"}"))
        .satisfies(OperatorUserIT::isRefused);
    assertThat(
            http(
                "PUT",
                "/api/policies/" + VHOST + "/mine",
                "{\"pattern\":\".*\",\"definition\":{\"max-length\":1}}"))
        .satisfies(OperatorUserIT::isRefused);
    for (String path : List.of("/api/nodes", "/api/users")) {
      assertThat(http("GET", path, "")).as(path).satisfies(OperatorUserIT::isRefused);
    }
    try (Connection operator = rabbitmq(OPERATOR)) {
      Channel channel = operator.createChannel();
      assertThatThrownBy(() -> channel.basicGet("jobs.payment", false))
          .hasStackTraceContaining("ACCESS_REFUSED");
    }
  }

  @Test
  void rotatedPasswordWorksAndOldOneIsRefused() throws Exception {
    installation.setPassword(OPERATOR, Backing.KAFKA, "new kafka");
    installation.setPassword(OPERATOR, Backing.RABBITMQ, "new rabbitmq");
    assertThat(installation.run()).isZero();
    assertThat(installation.message()).startsWith("created 0, changed 2,");
    try (Admin operator = Admin.create(kafka(OPERATOR, "new kafka"))) {
      assertThat(operator.listTopics().names().get()).containsExactly(CLAIMS);
    }
    try (Admin operator = operator()) {
      assertThatThrownBy(() -> operator.listTopics().names().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
    assertThat(http("GET", "/api/whoami", "").statusCode()).isEqualTo(401);
    assertThat(http(OPERATOR, "new rabbitmq", "GET", "/api/whoami", "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void higherTagIsTakenBack() throws Exception {
    var admin = RabbitMqServer.shared().admin();
    String body =
        "{\"password\":\"%s\",\"tags\":\"administrator\"}"
            .formatted(password(OPERATOR, Backing.RABBITMQ).replace("\"", "\\\""));
    assertThat(http(admin.username(), admin.password(), "PUT", "/api/users/operator", body))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(204);
    assertThat(installation.run()).isZero();
    assertThat(installation.message()).startsWith("created 0, changed 1,");
    assertThat(http("GET", "/api/whoami", "").body()).contains("[\"management\"]");
  }

  @Test
  void isLeftOutWithoutCredentials() throws Exception {
    installation.removeOperator();
    assertThat(installation.run()).isZero();
    assertThat(installation.message()).startsWith("created 0, changed 0,");
  }

  private static void assertRefused(KafkaFuture<?> request) {
    assertThatThrownBy(request::get).hasCauseInstanceOf(AuthorizationException.class);
  }

  private static void isRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isBetween(400, 403);
    assertThat(response.body()).containsAnyOf("ACCESS_REFUSED", "not_authorised", "not_authorized");
  }

  private static Admin operator() {
    return Admin.create(kafka(OPERATOR, password(OPERATOR, Backing.KAFKA)));
  }

  private static HttpResponse<String> http(String method, String path, String body)
      throws Exception {
    return http(OPERATOR, password(OPERATOR, Backing.RABBITMQ), method, path, body);
  }

  private static HttpResponse<String> http(
      String username, String password, String method, String path, String body) throws Exception {
    String login = username + ":" + password;
    // RabbitMQ closes connections that a PUT or POST wants to upgrade to HTTP/2.
    try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
      return client.send(
          HttpRequest.newBuilder(
                  URI.create(RabbitMqServer.shared().managementUrl().toString() + path))
              .header(
                  "Authorization",
                  "Basic "
                      + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
