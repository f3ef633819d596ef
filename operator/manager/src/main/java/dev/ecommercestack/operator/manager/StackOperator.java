package dev.ecommercestack.operator.manager;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.credentials.CredentialGenerator;
import dev.ecommercestack.operator.manager.dependencies.DependencyPolls;
import dev.ecommercestack.operator.manager.events.EventPublisher;
import dev.ecommercestack.operator.manager.plan.Labels;
import dev.ecommercestack.operator.manager.plan.Planner;
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

/** Puts the framework, the reconciler and the settings together. Not yet started. */
final class StackOperator {

  /**
   * How often the operator's client repeats a failed request by itself: once, after 100 ms or when
   * the API server asks for it, as it does right after a CRD was installed. The default of 10 would
   * keep a thread for 20 seconds; the framework tries the whole reconciliation again.
   */
  static final int REQUEST_RETRIES = 1;

  private static final String LEASE = "ecommerce-stack-operator";
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration MAX_RETRY_INTERVAL = Duration.ofSeconds(60);

  private StackOperator() {}

  /**
   * @param metrics told about what the framework does
   * @param registry where the metrics of stacks are shown
   * @param dependencies asks the services how their backing services are
   * @param lostLeadership what to do when another operator may have become the leader: this one
   *     must stop at once
   */
  static Operator create(
      OperatorConfig config,
      KubernetesClient client,
      Metrics metrics,
      MeterRegistry registry,
      DependencyPolls dependencies,
      Clock clock,
      Runnable lostLeadership) {
    var stacks = new StackMetrics(registry);
    var all = new AggregatedMetrics(List.of(metrics, stacks, dependencies));
    var operator =
        new Operator(overrider -> configure(overrider, config, client, all, lostLeadership));
    operator.register(
        reconciler(config, client, stacks, dependencies, clock),
        overrider -> configure(overrider, config));
    return operator;
  }

  private static EcommerceStackReconciler reconciler(
      OperatorConfig config,
      KubernetesClient client,
      StackMetrics metrics,
      DependencyPolls dependencies,
      Clock clock) {
    return new EcommerceStackReconciler(
        Topology.load(),
        new Planner(config.namespace()),
        config.images(),
        new CredentialGenerator(new SecureRandom()),
        new StatusAggregator(config.patience()),
        new EventPublisher(client, config.instance(), clock),
        metrics,
        dependencies,
        config.jobs(),
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
        .withConcurrentReconciliationThreads(config.threads())
        .withReconciliationTerminationTimeout(GRACE)
        .withCloseClientOnStop(false);
    if (config.leaderElection()) {
      overrider.withLeaderElectionConfiguration(
          leaderElection(config.namespace(), config.instance(), lostLeadership));
    }
  }

  /**
   * The framework can exit by itself, but it would deadlock in the shutdown hook: we are told, and
   * decide.
   */
  private static LeaderElectionConfiguration leaderElection(
      String namespace, String instance, Runnable lostLeadership) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
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
