package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.dependencies.DependencyPoller;
import dev.ecommercestack.operator.manager.events.EventPublisher;
import dev.ecommercestack.operator.manager.scaling.ScalingLoop;
import dev.ecommercestack.testing.ApiServer;
import dev.ecommercestack.testing.ManualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operator as it is shipped, against a real API server: installed from the manifests and
 * running with the rights of its ServiceAccount, so that a missing verb fails a test.
 */
final class OperatorUnderTest {

  static final String NAMESPACE = "ecommerce-stack-system";

  /** What services said counts after five seconds instead of sixty. */
  private static final Clock SOON_A_MINUTE_AGO =
      Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-55));

  private static @Nullable OperatorUnderTest shared;

  private final KubernetesClient admin;
  private final KubernetesClient client;
  private final FakeHealth health = FakeHealth.start();
  private final ManualClock scalingClock = new ManualClock(Instant.now());
  private final FakeBrokers brokers = new FakeBrokers(scalingClock);
  private final ScalingLoop scaling;
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final RequestLog requests = new RequestLog();
  private final ReconciliationLog reconciliations = new ReconciliationLog();

  private OperatorUnderTest(ApiServer server, String manifests) {
    admin = server.client();
    var installed = Manifests.of(server, manifests);
    Manifests.apply(admin, installed);
    client =
        new KubernetesClientBuilder()
            .withConfig(asOperator(Config.fromKubeconfig(server.kubeconfig())))
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("requests", requests))
            .build();
    var environment =
        Map.of(
            "POD_NAMESPACE", NAMESPACE,
            "HOSTNAME", "operator-under-test",
            "WATCH_NAMESPACES", watched(installed),
            "JOB_RETRY_AFTER", "0s",
            // Longer than any test: no change is noticed only because of it.
            "RESYNC_INTERVAL", "1h");
    var config = OperatorConfig.from(environment);
    scaling =
        new ScalingLoop(
            client,
            brokers,
            new EventPublisher(client, config.instance(), Clock.systemUTC()),
            metrics,
            stack -> ReconcilePause.of(stack).isPresent(),
            scalingClock,
            // Tests look at their stacks themselves.
            Duration.ofDays(365));
    var operator =
        OperatorFactory.create(
            config,
            client,
            reconciliations,
            metrics,
            new DependencyPoller(health, SOON_A_MINUTE_AGO, Duration.ofMillis(500)),
            scaling,
            Clock.systemUTC(),
            () -> {});
    operator.start();
  }

  /** A client with all rights: the user, and whatever else is in a cluster. */
  KubernetesClient admin() {
    return admin;
  }

  /** A client with the rights of the operator. */
  KubernetesClient client() {
    return client;
  }

  /** Requests of the operator that changed something, as in {@code PATCH /apis/apps/v1/...}. */
  List<String> writes(String namespace) {
    return requests.writes(namespace);
  }

  /** Number of requests that the operator has sent. */
  long requests() {
    return requests.count();
  }

  /** What the pods of services answer. */
  FakeHealth health() {
    return health;
  }

  /** What waits in the queues of all stacks. */
  FakeBrokers brokers() {
    return brokers;
  }

  /** Lets the scaling look at a stack after some time of its clock. */
  void tick(ResourceID stack, Duration later) {
    scalingClock.advance(later);
    scaling.tick(stack);
  }

  /**
   * Forgets what was remembered of the scaling of a stack, as an operator that was killed, and
   * waits until the next one has taken over.
   */
  void restartScaling(ResourceID stack, Runnable trigger) {
    scaling.cleanupDone(stack, Map.of());
    awaitAnotherRun(stack, trigger);
  }

  /** What Prometheus would see. */
  MeterRegistry metrics() {
    return metrics;
  }

  /** Requests that the API server did not allow. */
  List<String> refusals() {
    return requests.refusals();
  }

  /** How many reconciliations of a stack failed and were tried again. */
  int failures(ResourceID stack) {
    return reconciliations.failures(stack);
  }

  /**
   * Waits until a reconciliation ended that had read the stack as a trigger left it. One that was
   * under way at the time of the trigger does not count.
   */
  void awaitAnotherRun(ResourceID stack, Runnable trigger) {
    trigger.run();
    var wanted =
        admin
            .resources(EcommerceStack.class)
            .inNamespace(stack.getNamespace().orElseThrow())
            .withName(stack.getName())
            .get();
    eventually()
        .until(
            () -> {
              var read = reconciliations.lastRead(stack);
              return read != null && !StackEventSources.isChanged(wanted, read);
            });
  }

  /**
   * Waits until two reconciliations in a row write nothing. Those before may still answer what
   * others did just before, as in starting pods.
   */
  void awaitRunsThatWriteNothing(ResourceID stack, Runnable trigger) {
    var namespace = stack.getNamespace().orElseThrow();
    eventually()
        .untilAsserted(
            () -> {
              var before = writes(namespace);
              awaitAnotherRun(stack, trigger);
              awaitAnotherRun(stack, trigger);
              assertThat(writes(namespace)).isEqualTo(before);
            });
  }

  /** Waits until the operator knows that a stack is marked for deletion. */
  void awaitDeletionSeen(ResourceID stack) {
    eventually().until(() -> reconciliations.hasSeenDeletion(stack));
  }

  /**
   * Runs something before a request of the operator that changes something is sent, once.
   *
   * @param path path of the request, such as {@code /api/v1/namespaces/a/services/b}
   * @param action gets the body of the request; what it throws, the request fails with
   */
  void beforeWrite(String path, Consumer<String> action) {
    requests.beforeWrite(path, action);
  }

  /** Whether the last reconciliation of a stack that was started is a retry after a failed one. */
  boolean isRetry(ResourceID stack) {
    return reconciliations.isRetry(stack);
  }

  /**
   * The operator of this JVM, started on the first call and stopped with the JVM. It watches all
   * namespaces, since each test has one of its own.
   */
  static synchronized OperatorUnderTest shared() {
    var running = shared;
    if (running == null) {
      running = new OperatorUnderTest(ApiServer.start(), Manifests.CLUSTER_WIDE);
      shared = running;
    }
    return running;
  }

  /** An operator for one namespace, as users install it, with an API server of its own. */
  static OperatorUnderTest ofOneNamespace() {
    return new OperatorUnderTest(ApiServer.startAnother(), Manifests.DEFAULT);
  }

  private static String watched(List<HasMetadata> installed) {
    return Manifests.find(installed, Deployment.class, "ecommerce-stack-operator")
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getEnv()
        .stream()
        .filter(variable -> variable.getName().equals("WATCH_NAMESPACES"))
        .map(variable -> Objects.requireNonNullElse(variable.getValue(), ""))
        .findFirst()
        .orElseThrow();
  }

  private Config asOperator(Config config) {
    var token =
        admin
            .serviceAccounts()
            .inNamespace(NAMESPACE)
            .withName("ecommerce-stack-operator")
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(7200L)
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    return new ConfigBuilder(config)
        .withClientCertData(null)
        .withClientCertFile(null)
        .withClientKeyData(null)
        .withClientKeyFile(null)
        .withOauthToken(token)
        .withRequestRetryBackoffLimit(OperatorFactory.REQUEST_RETRIES)
        .build();
  }
}
