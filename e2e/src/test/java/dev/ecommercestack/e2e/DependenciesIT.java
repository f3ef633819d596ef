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
  void declareAgain() {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", "declare")
        .delete();
    shop.awaitReady();
    awaitDependencies(Status.TRUE);
  }

  @Test
  void aStackIsNotReadyWhenItsBrokerLostWhatTheServicesUse() {
    exec("shop-rabbitmq-0", "rabbitmqctl", "delete_vhost", "ecommerce");

    awaitDependencies(Status.FALSE);
    Condition ready = condition(READY);
    assertThat(ready.status()).isEqualTo(Status.FALSE);
    assertThat(ready.reason()).isEqualTo("DependenciesDown");
    assertThat(ready.message()).contains("rabbitmq (since ").doesNotContain("kafka");
  }

  @Test
  void aStackStaysReadyWhenItsCacheRefusesTheServices() {
    redis("acl", "deluser", "product", "event", "gateway");
    try {
      awaitDependencies(Status.FALSE);
      assertThat(condition(DEPENDENCIES_AVAILABLE).reason()).isEqualTo("CacheDown");
      assertThat(condition(DEPENDENCIES_AVAILABLE).message()).contains("product: redis (since ");
      assertThat(condition(READY).status()).isEqualTo(Status.TRUE);
    } finally {
      redis("acl", "load");
    }
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

  private void awaitDependencies(Status status) {
    shop.awaitStack(
        "dependencies available: " + status,
        stack ->
            Stacks.condition(stack, DEPENDENCIES_AVAILABLE)
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
