package dev.ecommercestack.operator.manager;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.credentials.CredentialGenerator;
import dev.ecommercestack.operator.manager.dependencies.DependencyPoller;
import dev.ecommercestack.operator.manager.events.EventPublisher;
import dev.ecommercestack.operator.manager.plan.Planner;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.scaling.ScalingLoop;
import dev.ecommercestack.operator.manager.status.StatusAggregator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Creates the operator from the framework, the reconciler and the settings. */
final class OperatorFactory {

  /**
   * How often the operator's client retries a failed request: once, after 100 ms or when the API
   * server asks for it, as it does right after a CRD was installed. The default of 10 would keep a
   * thread for 20 seconds; the framework tries the whole reconciliation again.
   */
  static final int REQUEST_RETRIES = 1;

  private static final String LEASE_NAME = "ecommerce-stack-operator";
  private static final Duration TERMINATION_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration MAX_RETRY_INTERVAL = Duration.ofSeconds(60);

  private OperatorFactory() {}

  /**
   * Creates the operator. The caller starts it.
   *
   * @param config the settings
   * @param client the Kubernetes client, which the caller closes
   * @param metrics receives the events of the framework
   * @param registry the registry of the metrics of stacks
   * @param dependencies polls the services for the health of their backing services
   * @param scaling scales the services that work off messages
   * @param clock the time for the status and for deadlines
   * @param lostLeadership ends the process at once, because another operator may be the leader
   */
  static Operator create(
      OperatorConfig config,
      KubernetesClient client,
      Metrics metrics,
      MeterRegistry registry,
      DependencyPoller dependencies,
      ScalingLoop scaling,
      Clock clock,
      Runnable lostLeadership) {
    var stacks = new StackMetrics(registry);
    var all = new AggregatedMetrics(List.of(metrics, stacks, dependencies, scaling));
    var operator =
        new Operator(overrider -> configure(overrider, config, client, all, lostLeadership));
    operator.register(
        reconciler(config, client, stacks, dependencies, scaling, clock),
        overrider -> configure(overrider, config));
    return operator;
  }

  private static EcommerceStackReconciler reconciler(
      OperatorConfig config,
      KubernetesClient client,
      StackMetrics metrics,
      DependencyPoller dependencies,
      ScalingLoop scaling,
      Clock clock) {
    return new EcommerceStackReconciler(
        Topology.load(),
        new Planner(config.namespace(), config.apiServer()),
        config.images(),
        new CredentialGenerator(new SecureRandom()),
        new StatusAggregator(config.progressDeadline()),
        new EventPublisher(client, config.instance(), clock),
        metrics,
        dependencies,
        scaling,
        config.jobSchedule(),
        clock);
  }

  private static void configure(
      ConfigurationServiceOverrider overrider,
      OperatorConfig config,
      KubernetesClient client,
      Metrics metrics,
      Runnable lostLeadership) {
    overrider
        .withKubernetesClient(client)
        .withMetrics(metrics)
        .withConcurrentReconciliationThreads(config.reconcileThreads())
        .withReconciliationTerminationTimeout(TERMINATION_TIMEOUT)
        .withCloseClientOnStop(false);
    if (config.leaderElection()) {
      overrider.withLeaderElectionConfiguration(
          leaderElection(config.namespace(), config.instance(), lostLeadership));
    }
  }

  /**
   * When leadership is lost, the framework can exit the process, but it would deadlock in the
   * shutdown hook. Therefore the callback ends the process.
   */
  private static LeaderElectionConfiguration leaderElection(
      String namespace, String instance, Runnable lostLeadership) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE_NAME)
        .withLeaseNamespace(namespace)
        .withIdentity(instance)
        .withLeaderCallbacks(new LeaderCallbacks(() -> {}, lostLeadership, leader -> {}))
        .build();
  }

  private static void configure(
      ControllerConfigurationOverrider<EcommerceStack> overrider, OperatorConfig config) {
    overrider
        .withFieldManager(Labels.OPERATOR)
        .withGenerationAware(false)
        .withOnUpdateFilter(StackEventSources::isChanged)
        .withReconciliationMaxInterval(config.resyncInterval())
        .withRetry(
            new GenericRetry().withoutMaxAttempts().setMaxInterval(MAX_RETRY_INTERVAL.toMillis()));
    if (!config.watchNamespaces().isEmpty()) {
      overrider.settingNamespaces(config.watchNamespaces());
    }
  }
}
