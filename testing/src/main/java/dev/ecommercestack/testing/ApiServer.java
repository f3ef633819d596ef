package dev.ecommercestack.testing;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Kubernetes API server with its etcd on loopback, without nodes and controllers. One server
 * serves all tests of a JVM: it starts with the first {@link #start()}, keeps running between test
 * classes and stops with the JVM, however that ends. Tests keep apart by namespaces of their own.
 *
 * <p>The programs come from the directory in the system property {@value #ASSETS}, which has the
 * layout {@code k8s/<version>-linux-<arch>/{etcd,kube-apiserver,kubectl}}.
 */
public final class ApiServer implements AutoCloseable {
  /** System property that names the directory with etcd, kube-apiserver and kubectl. */
  public static final String ASSETS = "apiserver.assets";

  private static final int REQUEST_TIMEOUT_MILLIS = 60_000;

  private static @Nullable ApiServer shared;

  private final KubeAPIServer server;
  private final Path programs;
  private final KubernetesClient client;

  private ApiServer(Path assets) {
    programs = programsIn(assets);
    server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withOfflineMode(true)
                .withTestDir(assets.toString())
                .withApiServerVersion(versionOf(programs))
                .withUpdateKubeConfig(false)
                .withStartupTimeout(120_000)
                .build());
    // etcd outlives a JVM that ends before stop(), so the hook comes before the start.
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-api-server"));
    Set<Long> before = children();
    server.start();
    stopIfKilled(children().stream().filter(process -> !before.contains(process)).toList());
    Config config = Config.fromKubeconfig(server.getKubeConfigYaml());
    // On a loaded machine the CRD alone takes more than the 10 s of the default.
    config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  /**
   * Returns the server of this JVM, started on the first call (about 5 seconds).
   *
   * @throws IllegalStateException if the system property {@value #ASSETS} names no directory with
   *     the programs
   */
  public static synchronized ApiServer start() {
    ApiServer running = shared;
    if (running == null) {
      running = new ApiServer(assets());
      shared = running;
    }
    return running;
  }

  /** Returns a client with all rights; it lives as long as the server, so do not close it. */
  public KubernetesClient client() {
    return client;
  }

  /** Returns the kubeconfig of an account with all rights, as YAML. */
  public String kubeconfig() {
    return server.getKubeConfigYaml();
  }

  /** Returns the kubectl that belongs to the server. */
  public Path kubectl() {
    return programs.resolve("kubectl");
  }

  /** Lets go of the server, which runs on for the next test class and stops with the JVM. */
  @Override
  public void close() {}

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A JVM that is killed runs no hook, but the system closes its end of a pipe. */
  private static void stopIfKilled(List<Long> processes) {
    String pids = processes.stream().map(String::valueOf).collect(Collectors.joining(" "));
    try {
      new ProcessBuilder("sh", "-c", "read -r nothing; kill " + pids)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path assets() {
    String assets = System.getProperty(ASSETS, "");
    // Maven passes the text ${env.APISERVER_ASSETS} on as it is when the variable is not set.
    if (assets.isBlank() || assets.startsWith("${")) {
      throw new IllegalStateException(
          "This test needs a Kubernetes API server: run it through make test, or set APISERVER_ASSETS"
              + " to what cluster/bin/apiserver-assets prints.");
    }
    return Path.of(assets);
  }

  private static Path programsIn(Path assets) {
    Path directory = assets.resolve("k8s");
    try (Stream<Path> versions =
        Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
      List<Path> found = versions.filter(Files::isDirectory).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalStateException(
            "There is no API server in " + directory + ": run cluster/bin/apiserver-assets again.");
      }
      return found.getLast();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String versionOf(Path programs) {
    String name = Objects.requireNonNull(programs.getFileName()).toString();
    return name.substring(0, name.indexOf("-linux"));
  }
}
