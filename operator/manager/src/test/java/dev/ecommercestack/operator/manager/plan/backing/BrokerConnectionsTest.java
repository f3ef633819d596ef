package dev.ecommercestack.operator.manager.plan.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.brokers.BrokerLogin;
import dev.ecommercestack.operator.brokers.BrokerTls;
import dev.ecommercestack.operator.brokers.KafkaConnection;
import dev.ecommercestack.operator.brokers.RabbitMqConnection;
import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecretException;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the operator reads the brokers of a stack, and that declare makes its user there. */
class BrokerConnectionsTest {
  private static final String SECRET = "shop-operator-credentials";
  private static final String EXTERNAL =
      """
      {kafka: {external: {bootstrapServers: 'k1:9093,k2:9093', tls: {caSecret: {name: kafka-ca}},
         credentials: {name: kafka-login}}},
       rabbitmq: {external: {host: rabbit.example.com, vhost: shop, managementPort: 15671, tls: {},
         credentials: {name: shared}}}}
      """;

  @Test
  void managedBrokersAreReachedByTheirServicesFromAnyNamespace() {
    EcommerceStack stack = Stacks.stack("{}");
    Map<String, Secret> secrets = Stacks.secrets(stack);
    StackScope scope = Stacks.scope(stack, secrets);
    assertThat(BrokerConnections.kafka(scope))
        .isEqualTo(new KafkaConnection("shop-kafka.shops.svc:9092", login(secrets, "kafka"), null));
    assertThat(BrokerConnections.rabbitMq(scope))
        .isEqualTo(
            new RabbitMqConnection(
                URI.create("http://shop-rabbitmq.shops.svc:15672"),
                "ecommerce",
                login(secrets, "rabbitmq"),
                null));
  }

  @Test
  void externalBrokersAreVerified() {
    EcommerceStack stack = Stacks.stack(EXTERNAL);
    Map<String, Secret> secrets = Stacks.secrets(stack);
    StackScope scope = Stacks.scope(stack, secrets);
    assertThat(BrokerConnections.kafka(scope))
        .isEqualTo(
            new KafkaConnection(
                "k1:9093,k2:9093",
                login(secrets, "kafka"),
                new BrokerTls("-----BEGIN CERTIFICATE-----")));
    assertThat(BrokerConnections.rabbitMq(scope))
        .isEqualTo(
            new RabbitMqConnection(
                URI.create("https://rabbit.example.com:15671"),
                "shop",
                login(secrets, "rabbitmq"),
                new BrokerTls(null)));
  }

  @Test
  void missingCredentialsAreNamed() {
    EcommerceStack stack = Stacks.stack("{}");
    Map<String, Secret> secrets = Stacks.secrets(stack);
    secrets.remove(SECRET);
    StackScope scope = Stacks.scope(stack, secrets);
    assertThatThrownBy(() -> BrokerConnections.kafka(scope))
        .isInstanceOf(MissingSecretException.class)
        .hasMessageContaining(SECRET);
  }

  @Test
  void declareRunsAgainWhenThePasswordOfTheOperatorChanges() {
    EcommerceStack stack = Stacks.stack("{}");
    Map<String, Secret> secrets = Stacks.secrets(stack);
    String before = declareJob(Stacks.plan(stack, secrets));
    secrets.put(
        SECRET,
        Stacks.secret(
            SECRET,
            Map.of(
                "kafka-username", "operator",
                "kafka-password", Stacks.value(secrets.get(SECRET), "kafka-password"),
                "rabbitmq-username", "operator",
                "rabbitmq-password", "another")));
    assertThat(declareJob(Stacks.plan(stack, secrets))).isNotEqualTo(before);
  }

  private static BrokerLogin login(Map<String, Secret> secrets, String broker) {
    return new BrokerLogin("operator", Stacks.value(secrets.get(SECRET), broker + "-password"));
  }

  private static String declareJob(Plan plan) {
    return plan.objects()
        .filter(Job.class::isInstance)
        .map(job -> job.getMetadata().getName())
        .findFirst()
        .orElseThrow();
  }
}
