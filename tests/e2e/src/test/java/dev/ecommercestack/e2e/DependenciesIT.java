package dev.ecommercestack.e2e;

import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.DEPENDENCIES_AVAILABLE;
import static dev.ecommercestack.operator.api.v1alpha1.status.Condition.READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A broker whose pod serves but which lost what the services need of it: only the services can
 * tell.
 */
@ExtendWith(Evidence.class)
class DependenciesIT {
  private static final String NAMESPACE = "shop";

  private final KubernetesClient client = TestCluster.client();
  private final Stacks shop = new Stacks(NAMESPACE, "shop");

  @BeforeEach
  void everythingIsAvailable() {
    shop.awaitReady();
    awaitDependencies(Status.TRUE);
  }

  @AfterEach
  void repair() {
    redis("acl", "load");
    declareAgain();
    shop.awaitReady();
    awaitDependencies(Status.TRUE);
  }

  /** One outage for both cases, as the operator reports each change 60 to 90 seconds late. */
  @Test
  void readyFollowsTheBrokerButNotTheCache() {
    redis("acl", "deluser", "product", "event", "gateway");
    exec("shop-rabbitmq-0", "rabbitmqctl", "delete_vhost", "ecommerce");

    awaitReady(Status.FALSE);
    Condition ready = condition(READY);
    assertThat(ready.reason()).isEqualTo("DependenciesDown");
    assertThat(ready.message()).contains("rabbitmq (since ").doesNotContain("kafka");

    declareAgain();

    awaitReady(Status.TRUE);
    Condition dependencies = condition(DEPENDENCIES_AVAILABLE);
    assertThat(dependencies.status()).isEqualTo(Status.FALSE);
    assertThat(dependencies.reason()).isEqualTo("CacheDown");
    assertThat(dependencies.message()).contains("product: redis (since ");
  }

  /** The operator makes the removed Job again, and the Job makes what RabbitMQ lost. */
  private void declareAgain() {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", "declare")
        .delete();
  }

  private void redis(String... command) {
    List<String> shell =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "user=$1; shift; REDISCLI_AUTH=$0 exec redis-cli --user \"$user\" \"$@\"",
                admin("password"),
                admin("username")));
    shell.addAll(List.of(command));
    exec("deploy/shop-redis", shell.toArray(String[]::new));
  }

  private void awaitReady(Status status) {
    await(READY, status);
  }

  private void awaitDependencies(Status status) {
    await(DEPENDENCIES_AVAILABLE, status);
  }

  private void await(String type, Status status) {
    shop.awaitStack(
        type + " is " + status,
        stack ->
            Stacks.condition(stack, type)
                .filter(condition -> condition.status() == status)
                .isPresent());
  }

  private Condition condition(String type) {
    return Stacks.condition(shop.get(), type).orElseThrow();
  }

  private String admin(String key) {
    return TestCluster.value(
        client.secrets().inNamespace(NAMESPACE).withName("shop-redis-admin").get(), key);
  }

  private static void exec(String pod, String... command) {
    List<String> arguments = new ArrayList<>(List.of("-n", NAMESPACE, "exec", pod, "--"));
    arguments.addAll(List.of(command));
    TestCluster.kubectl(arguments.toArray(String[]::new));
  }
}
