package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.e2e.Shop.Person;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.api.v1alpha1.status.ScalingStatus;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The number of worker pods follows the payment jobs that wait in RabbitMQ. */
@ExtendWith(Evidence.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScalingIT {
  private static final String NAMESPACE = "shop";
  private static final String WORKER = "shop-worker";
  private static final String OPERATOR_NAMESPACE = "ecommerce-stack-system";
  private static final String OPERATOR = "ecommerce-stack-operator";
  private static final int MAX_REPLICAS = 3;
  private static final int ORDERS = 120;
  private static final Duration OUTAGE = Duration.ofSeconds(60);

  /**
   * A pod does eight payments at a time: 0.8 per second, 150 s for all of them. A slow machine
   * accepts two orders per second, so 72 wait in the end, 90 s for one pod.
   */
  private static final String SLOW_PAYMENTS = "payment: {simulator: {latency: 10s}}";

  private static final String EXPOSED = "gateway: {expose: {type: NodePort}}";

  private final KubernetesClient client = TestCluster.client();
  private final Stacks shop = new Stacks(NAMESPACE, "shop");

  @BeforeAll
  void scaleOnLag() {
    shop.apply(
        "{%s, %s, worker: {autoscaling: {minReplicas: 1, maxReplicas: %d, lag: {drainTime: 60s, threshold: 20}}}}"
            .formatted(EXPOSED, SLOW_PAYMENTS, MAX_REPLICAS));
    shop.awaitReady();
    awaitScalingActive(Status.TRUE);
    operator().scale(2);
    operator().waitUntilReady(Stacks.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @AfterAll
  void restore() {
    operator().scale(1);
    rabbitmqctl("start_app");
    shop.apply("{%s}".formatted(EXPOSED));
    shop.awaitReady();
  }

  /** One run for all of it, as each needs pods that start and a backlog. */
  @Test
  void podsFollowBacklogAndStayWhileBrokerIsDown() throws Exception {
    replacePasswordOfOperator();
    Owner owner = new Owner(Shop.at(shop, NAMESPACE, "shop").admin());
    String product = owner.register("확장 " + UUID.randomUUID(), 10 * ORDERS);
    Person customer = Shop.at(shop, NAMESPACE, "shop").signUp();
    List<String> orders = Parallel.all(4, ORDERS, () -> Purchases.order(customer, product, 1, ""));

    shop.awaitStack("more pods are desired", stack -> desired() > 1);
    await("the Deployment has more pods").atMost(Stacks.PATIENCE).until(() -> replicas() > 1);
    shop.awaitStack("the lag is known", stack -> lag() > 0);
    assertThat(TestCluster.kubectl("-n", NAMESPACE, "get", "events"))
        .as("there may be another step already")
        .contains("ScaledUp")
        .contains("worker from 1 to ");

    int before = replicas();
    killLeader();
    rabbitmqctl("stop_app");
    awaitScalingActive(Status.FALSE);
    Condition condition = scalingActive();
    assertThat(condition.reason()).isEqualTo("BrokerUnavailable");
    assertThat(condition.message()).contains("RabbitMQ").contains("since ");
    await("no pod is removed while the broker is down")
        .during(OUTAGE)
        .atMost(OUTAGE.plusSeconds(30))
        .until(() -> replicas() >= before);
    rabbitmqctl("start_app");
    awaitScalingActive(Status.TRUE);

    for (String order : orders) {
      customer.awaitField("/api/v1/orders/" + order, "status", "CONFIRMED");
    }
    await("the pods go when nothing waits").atMost(Stacks.PATIENCE).until(() -> replicas() == 1);
    shop.awaitReady();
  }

  /** The operator reads with the new password as soon as the broker knows it. */
  private void replacePasswordOfOperator() {
    client
        .secrets()
        .inNamespace(NAMESPACE)
        .withName("shop-operator-credentials")
        .edit(
            secret ->
                new SecretBuilder(secret)
                    .addToStringData("rabbitmq-password", UUID.randomUUID().toString())
                    .build());
  }

  /** From here on the second operator scales. */
  private void killLeader() {
    String leader = leader();
    client.pods().inNamespace(OPERATOR_NAMESPACE).withName(leader).withGracePeriod(0).delete();
    await("another operator leads")
        .atMost(Stacks.PATIENCE)
        .until(() -> !leader().isEmpty() && !leader().equals(leader));
  }

  private String leader() {
    return Objects.requireNonNullElse(
        client
            .leases()
            .inNamespace(OPERATOR_NAMESPACE)
            .withName(OPERATOR)
            .get()
            .getSpec()
            .getHolderIdentity(),
        "");
  }

  private RollableScalableResource<Deployment> operator() {
    return client.apps().deployments().inNamespace(OPERATOR_NAMESPACE).withName(OPERATOR);
  }

  private ScalingStatus scaling() {
    return shop.get().getStatus().scaling("worker").orElseThrow();
  }

  private int desired() {
    return Objects.requireNonNullElse(scaling().desired(), 0);
  }

  private long lag() {
    return Objects.requireNonNullElse(scaling().lag(), 0L);
  }

  private Condition scalingActive() {
    return Stacks.condition(shop.get(), "ScalingActive").orElseThrow();
  }

  private void awaitScalingActive(Status status) {
    shop.awaitStack(
        "ScalingActive is " + status,
        stack ->
            Stacks.condition(stack, "ScalingActive")
                .filter(condition -> condition.status() == status)
                .isPresent());
  }

  private int replicas() {
    return client
        .apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withName(WORKER)
        .get()
        .getSpec()
        .getReplicas();
  }

  private static void rabbitmqctl(String command) {
    TestCluster.kubectl("-n", NAMESPACE, "exec", "shop-rabbitmq-0", "--", "rabbitmqctl", command);
  }
}
