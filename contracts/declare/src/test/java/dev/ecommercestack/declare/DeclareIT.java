package dev.ecommercestack.declare;

import static dev.ecommercestack.declare.Clients.DEADLINE;
import static dev.ecommercestack.declare.Clients.consume;
import static dev.ecommercestack.declare.Clients.database;
import static dev.ecommercestack.declare.Clients.kafkaAdmin;
import static dev.ecommercestack.declare.Clients.partitionsOfClaims;
import static dev.ecommercestack.declare.Clients.produce;
import static dev.ecommercestack.declare.Clients.publish;
import static dev.ecommercestack.declare.Clients.rabbitmq;
import static dev.ecommercestack.declare.Clients.rabbitmqAdmin;
import static dev.ecommercestack.declare.Clients.redis;
import static dev.ecommercestack.declare.Clients.retention;
import static dev.ecommercestack.declare.Installation.VHOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;

class DeclareIT {
  @TempDir private Path directory;
  private Installation installation;

  @BeforeEach
  void declare() throws Exception {
    installation = new Installation(directory);
    int partitions = (int) Math.max(6, partitionsOfClaims());
    installation.configure(Installation.config(partitions));
    assertThat(installation.run()).as(installation.message()).isZero();
  }

  @Test
  void aSecondRunChangesNothingAndSaysSo() throws Exception {
    assertThat(installation.run()).isZero();
    assertThat(installation.message()).matches("created 0, changed 0, unchanged \\d{2,}\\.");
  }

  @Test
  void aServiceHasItsOwnDatabaseAndNoOther() throws Exception {
    try (Connection product = database("product", "product");
        Statement statement = product.createStatement()) {
      statement.execute("create table if not exists product (name text)");
      try (ResultSet row =
          statement.executeQuery("select cardinality(show_trgm('한국어')), similarity('셔츠', '셔츠')")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isPositive();
        assertThat(row.getFloat(2)).isEqualTo(1f);
      }
    }
    assertThatThrownBy(() -> database("product", "order"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for database \"order\"");
  }

  @Test
  void aServiceProducesToItsTopicsAndNoOthers() throws Exception {
    produce("product", "product.events.v1");
    assertThatThrownBy(() -> produce("product", "order.events.v1"))
        .hasCauseInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(() -> produce("order", "product.events.v1"))
        .hasCauseInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void aServiceReadsItsTopicsInItsOwnGroups() throws Exception {
    produce("order", "order.events.v1");
    assertThat(consume("event", "event.orders", "order.events.v1")).isPositive();
    assertThatThrownBy(() -> consume("event", "product.orders", "order.events.v1"))
        .isInstanceOf(GroupAuthorizationException.class);
    assertThatThrownBy(() -> consume("order", "order.own", "order.events.v1"))
        .isInstanceOf(AuthorizationException.class);
  }

  @Test
  void onlyWorkersConsumeJobsAndOnlyTheirProducersPublishThem() throws Exception {
    try (com.rabbitmq.client.Connection order = rabbitmq("order")) {
      publish(order, "jobs", "payment", "charge");
    }
    try (com.rabbitmq.client.Connection worker = rabbitmq("worker")) {
      Awaitility.await()
          .atMost(DEADLINE)
          .until(() -> worker.createChannel().basicGet("jobs.payment", true) != null);
    }
    try (com.rabbitmq.client.Connection order = rabbitmq("order")) {
      Channel channel = order.createChannel();
      assertThatThrownBy(() -> channel.basicGet("jobs.payment", true))
          .hasStackTraceContaining("ACCESS_REFUSED");
    }
    try (com.rabbitmq.client.Connection user = rabbitmq("user")) {
      assertThatThrownBy(() -> publish(user, "jobs", "payment", "forged"))
          .hasStackTraceContaining("ACCESS_REFUSED");
    }
    try (com.rabbitmq.client.Connection worker = rabbitmq("worker")) {
      Channel channel = worker.createChannel();
      assertThatThrownBy(() -> channel.queueDeclare("mine", true, false, false, Map.of()))
          .hasStackTraceContaining("ACCESS_REFUSED");
    }
    assertThatThrownBy(() -> rabbitmq("gateway"))
        .isInstanceOf(PossibleAuthenticationFailureException.class);
  }

  @Test
  void aJobThatIsReturnedTooOftenIsParkedAndCanBeReplayed() throws Exception {
    try (com.rabbitmq.client.Connection order = rabbitmq("order")) {
      publish(order, "jobs", "report", "poison");
    }
    try (com.rabbitmq.client.Connection worker = rabbitmq("worker")) {
      Channel channel = worker.createChannel();
      Awaitility.await()
          .atMost(DEADLINE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                GetResponse returned = channel.basicGet("jobs.report", false);
                if (returned != null) {
                  channel.basicReject(returned.getEnvelope().getDeliveryTag(), true);
                }
                GetResponse parked = channel.basicGet("parking.jobs.report", true);
                return parked != null
                    && new String(parked.getBody(), StandardCharsets.UTF_8).equals("poison");
              });
      publish(worker, "jobs", "report", "mended");
      Awaitility.await()
          .atMost(DEADLINE)
          .until(() -> worker.createChannel().basicGet("jobs.report", true) != null);
    }
  }

  @Test
  void aCacheUserReachesItsOwnKeysOnly() {
    try (Jedis product = redis("product")) {
      assertThat(product.set("product:1", "shirt")).isEqualTo("OK");
      assertThat(product.eval("return redis.call('get', KEYS[1])", 1, "product:1"))
          .isEqualTo("shirt");
      assertThatThrownBy(() -> product.get("gateway:1"))
          .isInstanceOf(JedisAccessControlException.class);
      assertThatThrownBy(product::flushAll).isInstanceOf(JedisAccessControlException.class);
    }
  }

  @Test
  void claimsGrowAndNeverShrink() throws Exception {
    int before = partitionsOfClaims();
    installation.configure(Installation.config(before + 2));
    assertThat(installation.run()).isZero();
    assertThat(installation.message()).startsWith("created 0, changed 1,");
    assertThat(partitionsOfClaims()).isEqualTo(before + 2);

    installation.configure(Installation.config(before));
    assertThat(installation.run()).isEqualTo(DeclareResult.EXIT_MISMATCH);
    assertThat(installation.message())
        .isEqualTo(
            "Topic coupon.claims.v1 has %1$d partitions, but event.partitions asks for %2$d. Partitions only grow: set event.partitions to %1$d or more."
                .formatted(before + 2, before));
    assertThat(partitionsOfClaims()).isEqualTo(before + 2);
  }

  @Test
  void driftOfATopicIsCorrected() throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "order.events.v1");
    try (Admin admin = kafkaAdmin()) {
      ConfigEntry short_ = new ConfigEntry("retention.ms", "1000");
      admin
          .incrementalAlterConfigs(
              Map.of(topic, List.of(new AlterConfigOp(short_, AlterConfigOp.OpType.SET))))
          .all()
          .get();
      assertThat(installation.run()).isZero();
      assertThat(installation.message()).startsWith("created 0, changed 1,");
      Awaitility.await()
          .atMost(DEADLINE)
          .until(
              () -> retention(admin, topic), Long.toString(Duration.ofDays(30).toMillis())::equals);
    }
  }

  @Test
  void aRotatedPasswordWorksAndTheOldOneStopsWorking() throws Exception {
    for (Backing backing : List.of(Backing.KAFKA, Backing.RABBITMQ, Backing.POSTGRESQL)) {
      installation.setPassword("order", backing, "new " + backing.id());
    }
    installation.setPassword("product", Backing.REDIS, "new redis");
    assertThat(installation.run()).isZero();
    assertThat(installation.message()).startsWith("created 0, changed 4,");

    assertThatCode(() -> produce("order", "new kafka", "order.events.v1"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> produce("order", "order.events.v1"))
        .hasRootCauseInstanceOf(SaslAuthenticationException.class);
    rabbitmq("order", "new rabbitmq").close();
    assertThatThrownBy(() -> rabbitmq("order"))
        .isInstanceOf(PossibleAuthenticationFailureException.class);
    database("order", "new postgresql", "order").close();
    assertThatThrownBy(() -> database("order", "order"))
        .hasMessageContaining("password authentication failed");
    redis("product", "new redis").close();
    assertThatThrownBy(() -> redis("product").ping())
        .isInstanceOf(JedisAccessControlException.class);
  }

  @Test
  void aQueueOfOtherArgumentsIsLeftAndNamed() throws Exception {
    String vhost = "other";
    DeclareConfig config = Installation.config(partitionsOfClaims());
    installation.configure(withVhost(config, vhost));
    assertThat(installation.run()).isZero();
    try (com.rabbitmq.client.Connection admin = rabbitmqAdmin(vhost)) {
      Channel channel = admin.createChannel();
      channel.queueDelete("jobs.payment");
      channel.queueDeclare("jobs.payment", true, false, false, Map.of("x-queue-type", "classic"));
      channel.basicPublish("", "jobs.payment", null, new byte[] {1});
      assertThat(installation.run()).isEqualTo(DeclareResult.EXIT_MISMATCH);
      assertThat(installation.message())
          .contains("RabbitMQ's queue jobs.payment in vhost other differs")
          .contains("If it is not this stack's, use another vhost")
          .contains("delete it once it is empty and unused");
      assertThat(channel.basicGet("jobs.payment", true)).isNotNull();
    }
  }

  @Test
  void aWrongAdministratorIsNamed() throws Exception {
    for (Backing backing : Backing.values()) {
      installation.setAdmin(backing, "nobody", "hunter2");
    }
    assertThat(installation.run()).isEqualTo(DeclareResult.EXIT_MISMATCH);
    assertThat(installation.message())
        .contains("refuses the administrator's credential: correct kafka-admin.")
        .contains("refuses the administrator's credential: correct rabbitmq-admin")
        .contains("refuses the administrator's credential: correct postgresql-admin.")
        .contains("refuses the administrator's credential: correct redis-admin")
        .doesNotContain("hunter2");
  }

  @Test
  void namesBackingServicesThatDoNotAnswerBeforeTheDeadline() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    installation.configure(
        new DeclareConfig(
            "shop",
            3,
            Installation.kafka("127.0.0.1:" + closed, 6),
            new DeclareConfig.RabbitMq(URI.create("http://127.0.0.1:" + closed), VHOST, null),
            new DeclareConfig.PostgreSql("127.0.0.1", closed, "postgres", "disable", null, null),
            new DeclareConfig.Redis("127.0.0.1", closed, false, true, null)));
    assertThat(installation.run()).isEqualTo(DeclareResult.EXIT_UNREACHABLE);
    assertThat(installation.message())
        .contains("Kafka at 127.0.0.1:" + closed + " does not answer")
        .contains("RabbitMQ at http://127.0.0.1:" + closed + " does not answer")
        .contains("PostgreSQL at 127.0.0.1:" + closed + " does not answer")
        .contains("Redis at 127.0.0.1:" + closed + " does not answer");
  }

  private static DeclareConfig withVhost(DeclareConfig config, String vhost) {
    return new DeclareConfig(
        config.stack(),
        config.deadlineSeconds(),
        null,
        new DeclareConfig.RabbitMq(RabbitMqServer.shared().managementUrl(), vhost, null),
        null,
        null);
  }
}
