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
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operator as it is shipped, against a real API server: installed from the manifests and
 * running with the rights of its ServiceAccount, so that a missing verb fails a test.
 */
final class OperatorUnderTest {

  static final String NAMESPACE = "ecommerce-stack-system";
  private static final Path REPOSITORY = Path.of(System.getProperty("repository.root", "../.."));

  /** What services said counts after five seconds instead of sixty. */
  private static final Clock SOON_A_MINUTE_AGO =
      Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-55));

  private static @Nullable OperatorUnderTest shared;

  private final KubernetesClient admin;
  private final KubernetesClient client;
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final FakeHealth health = FakeHealth.start();
  private final ManualClock scalingClock = new ManualClock(Instant.now());
  private final FakeBrokers brokers = new FakeBrokers(scalingClock);
  private final ScalingLoop scaling;
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final LongAdder requests = new LongAdder();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final Map<ResourceID, EcommerceStack> runs = new ConcurrentHashMap<>();
  private final Map<ResourceID, Integer> failures = new ConcurrentHashMap<>();
  private final Set<ResourceID> seenDeletions = ConcurrentHashMap.newKeySet();
  private final Set<ResourceID> retries = ConcurrentHashMap.newKeySet();
  private final Map<String, Consumer<String>> beforeWrites = new ConcurrentHashMap<>();

  private OperatorUnderTest(ApiServer server) {
    admin = server.client();
    install("crds/ecommercestacks.ecommercestack.dev-v1.yml");
    for (var file :
        List.of(
            "namespace",
            "serviceaccount",
            "clusterrole",
            "clusterrolebinding",
            "leader-election")) {
      install("manifests/operator/" + file + ".yaml");
    }
    client =
        new KubernetesClientBuilder()
            .withConfig(asOperator(Config.fromKubeconfig(server.kubeconfig())))
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("recorder", new Recorder()))
            .build();
    var environment =
        Map.of(
            "POD_NAMESPACE", NAMESPACE,
            "HOSTNAME", "operator-under-test",
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
            new Runs(),
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
    return writes.stream()
        .filter(write -> write.contains("/namespaces/%s/".formatted(namespace)))
        .toList();
  }

  /** Number of requests that the operator has sent. */
  long requests() {
    return requests.sum();
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
    return List.copyOf(refusals);
  }

  /** How many reconciliations of a stack failed and were tried again. */
  int failures(ResourceID stack) {
    return failures.getOrDefault(stack, 0);
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
              var read = runs.get(stack);
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
    eventually().until(() -> seenDeletions.contains(stack));
  }

  /**
   * Runs something before a request of the operator that changes something is sent, once.
   *
   * @param path path of the request, such as {@code /api/v1/namespaces/a/services/b}
   * @param action gets the body of the request; what it throws, the request fails with
   */
  void beforeWrite(String path, Consumer<String> action) {
    beforeWrites.put(path, action);
  }

  /** Whether the last reconciliation of a stack that was started is a retry after a failed one. */
  boolean isRetry(ResourceID stack) {
    return retries.contains(stack);
  }

  /** The operator of this JVM, started on the first call and stopped with the JVM. */
  static synchronized OperatorUnderTest shared() {
    var running = shared;
    if (running == null) {
      running = new OperatorUnderTest(ApiServer.start());
      shared = running;
    }
    return running;
  }

  private void install(String file) {
    try (var in = Files.newInputStream(REPOSITORY.resolve(file))) {
      admin.load(in).serverSideApply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private final class Recorder implements Interceptor {

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      requests.increment();
      var path = request.uri().getPath();
      if (!request.method().equals("GET") && !path.contains("/leases")) {
        writes.add(request.method() + " " + path);
        Optional.ofNullable(beforeWrites.remove(path))
            .ifPresent(action -> action.accept(request.bodyString()));
      }
    }

    @Override
    public void after(
        HttpRequest request,
        io.fabric8.kubernetes.client.http.HttpResponse<?> response,
        io.fabric8.kubernetes.client.http.AsyncBody.Consumer<List<ByteBuffer>> consumer) {
      if (response.code() == 401 || response.code() == 403) {
        refusals.add(request.method() + " " + request.uri().getPath());
      }
    }
  }

  /** Knows how reconciliations ended, which are retries, and which deletions were seen. */
  private final class Runs implements Metrics {

    @Override
    public void reconciliationSubmitted(
        HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
      var stack = ResourceID.fromResource(resource);
      if (retry == null) {
        retries.remove(stack);
      } else {
        retries.add(stack);
      }
    }

    @Override
    public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
      runs.put(ResourceID.fromResource(resource), (EcommerceStack) resource);
    }

    @Override
    public void eventReceived(Event event, Map<String, Object> metadata) {
      if (event instanceof ResourceEvent change
          && change.getResource().filter(HasMetadata::isMarkedForDeletion).isPresent()) {
        seenDeletions.add(change.getRelatedCustomResourceID());
      }
    }

    @Override
    public void reconciliationFailed(
        HasMetadata resource, RetryInfo retry, Exception failure, Map<String, Object> metadata) {
      failures.merge(ResourceID.fromResource(resource), 1, Integer::sum);
    }
  }
}
