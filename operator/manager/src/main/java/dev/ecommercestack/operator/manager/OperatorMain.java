package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.manager.dependencies.DependencyPoller;
import dev.ecommercestack.operator.manager.dependencies.HttpHealthReader;
import dev.ecommercestack.operator.manager.events.EventPublisher;
import dev.ecommercestack.operator.manager.scaling.BrokerReaders;
import dev.ecommercestack.operator.manager.scaling.ScalingLoop;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the operator until the process receives SIGTERM. */
public final class OperatorMain {

  private static final Logger log = LoggerFactory.getLogger(OperatorMain.class);

  private final AtomicBoolean stopping = new AtomicBoolean();

  private OperatorMain() {}

  /** Starts the operator with the settings in {@link OperatorConfig}. */
  public static void main(String[] arguments) {
    try {
      new OperatorMain().run(OperatorConfig.from(System.getenv()));
    } catch (RuntimeException e) {
      log.error("The operator cannot start: {}", e.getMessage(), e);
      System.exit(1);
    }
  }

  private void run(OperatorConfig config) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    bindProcess(registry);
    var client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withRequestRetryBackoffLimit(OperatorFactory.REQUEST_RETRIES)
                    .build())
            .build();
    var metrics = MicrometerMetricsV2.newBuilder(registry).build();
    var operator =
        OperatorFactory.create(
            config,
            client,
            metrics,
            registry,
            new DependencyPoller(
                new HttpHealthReader(), Clock.systemUTC(), DependencyPoller.POLL_INTERVAL),
            scaling(config, client, registry),
            Clock.systemUTC(),
            this::lostLeadership);
    var runtime = operator.getRuntimeInfo();
    var http =
        HttpEndpoints.start(
            config.httpPort(),
            () -> !runtime.isStarted() || runtime.allEventSourcesAreHealthy(),
            runtime::isStarted,
            registry::scrape);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(
                    () -> {
                      stopping.set(true);
                      log.info("Stopping");
                      operator.stop();
                      http.close();
                      client.close();
                    }));
    operator.start();
    log.info(
        "Operator {} watches {}",
        config.images().operatorVersion(),
        config.watchNamespaces().isEmpty() ? "all namespaces" : config.watchNamespaces());
  }

  private static ScalingLoop scaling(
      OperatorConfig config, KubernetesClient client, MeterRegistry registry) {
    return new ScalingLoop(
        client,
        new BrokerReaders(Clock.systemUTC()),
        new EventPublisher(client, config.instance(), Clock.systemUTC()),
        registry,
        stack -> ReconcilePause.of(stack).isPresent(),
        Clock.systemUTC(),
        ScalingLoop.TICK_INTERVAL);
  }

  /** Another operator may be the leader already: shutdown hooks must not delay the exit. */
  private void lostLeadership() {
    if (!stopping.get()) {
      log.error(
          "Lost the Lease: another operator may be the leader now. The process exits and is restarted");
      Runtime.getRuntime().halt(1);
    }
  }

  @SuppressWarnings("resource") // lives as long as the process
  private static void bindProcess(PrometheusMeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }
}
