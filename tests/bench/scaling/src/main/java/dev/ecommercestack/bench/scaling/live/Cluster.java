package dev.ecommercestack.bench.scaling.live;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cluster with the stack {@code shop/shop}: logins, addresses, databases and pods. */
final class Cluster implements AutoCloseable {
  private static final String NAMESPACE = "shop";
  private static final String STACK = "shop";

  private final KubernetesClient client;

  /**
   * The pods of a component at one moment.
   *
   * @param desired {@code spec.replicas} of the Deployment
   * @param ready pods that are ready
   * @param existing all pods, starting and terminating ones included
   */
  record PodCounts(int desired, int ready, int existing) {}

  /** A login. */
  record Login(String user, String password) {}

  private Cluster(KubernetesClient client) {
    this.client = client;
  }

  /** Connects to the cluster of KUBECONFIG. */
  static Cluster connect() {
    String kubeconfig = Objects.requireNonNull(System.getenv("KUBECONFIG"), "KUBECONFIG");
    Config config = Config.fromKubeconfig(Path.of(kubeconfig).toFile());
    return new Cluster(new KubernetesClientBuilder().withConfig(config).build());
  }

  /** Returns the address of a Service of the stack, which the host has a route to. */
  String address(String component) {
    return client
        .services()
        .inNamespace(NAMESPACE)
        .withName(STACK + "-" + component)
        .require()
        .getSpec()
        .getClusterIP();
  }

  /**
   * Returns a login of a Secret of the stack.
   *
   * @param secret the name without that of the stack
   * @param prefix what stands before {@code username} and {@code password} in its keys
   */
  Login login(String secret, String prefix) {
    return new Login(secret(secret, prefix + "username"), secret(secret, prefix + "password"));
  }

  /** Returns a value of a Secret of the stack, whose name is given without that of the stack. */
  String secret(String name, String key) {
    Secret secret = client.secrets().inNamespace(NAMESPACE).withName(STACK + "-" + name).require();
    String data = Objects.requireNonNull(secret.getData().get(key), key);
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }

  /** Opens a connection to a database as its administrator. */
  Connection database(String name) throws SQLException {
    Login admin = login("postgresql-admin", "");
    return DriverManager.getConnection(
        "jdbc:postgresql://" + address("postgresql") + ":5432/" + name,
        admin.user(),
        admin.password());
  }

  /** Counts the pods of a component. */
  PodCounts pods(String component) {
    int ready = 0;
    int existing = 0;
    for (Pod pod : list(component)) {
      existing++;
      ready += readySince(pod) == null || pod.getMetadata().getDeletionTimestamp() != null ? 0 : 1;
    }
    Integer replicas =
        client
            .apps()
            .deployments()
            .inNamespace(NAMESPACE)
            .withName(STACK + "-" + component)
            .require()
            .getSpec()
            .getReplicas();
    return new PodCounts(Objects.requireNonNullElse(replicas, 1), ready, existing);
  }

  /**
   * Returns how long the ready pods of a component took to start, those created since then only.
   */
  List<Duration> startTimes(String component, Instant since) {
    List<Duration> times = new ArrayList<>();
    for (Pod pod : list(component)) {
      Instant created = Instant.parse(pod.getMetadata().getCreationTimestamp());
      Instant ready = readySince(pod);
      if (ready != null && !created.isBefore(since)) {
        times.add(Duration.between(created, ready));
      }
    }
    return times;
  }

  private List<Pod> list(String component) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", component)
        .list()
        .getItems()
        .stream()
        .filter(pod -> !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
        .toList();
  }

  private static @Nullable Instant readySince(Pod pod) {
    for (PodCondition condition : pod.getStatus().getConditions()) {
      if (condition.getType().equals("Ready") && condition.getStatus().equals("True")) {
        return Instant.parse(condition.getLastTransitionTime());
      }
    }
    return null;
  }

  @Override
  public void close() {
    client.close();
  }
}
