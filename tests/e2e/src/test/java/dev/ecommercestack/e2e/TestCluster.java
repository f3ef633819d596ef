package dev.ecommercestack.e2e;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The cluster that {@code dev/scripts/test} brought up; its address comes from the environment. */
final class TestCluster {
  private static final KubernetesClient CLIENT =
      new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig(Path.of(environment("KUBECONFIG")).toFile()))
          .build();

  private TestCluster() {}

  static KubernetesClient client() {
    return CLIENT;
  }

  /** Returns what a Secret has under a key. */
  static String value(Secret secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
  }

  /** Runs kubectl as a user would and returns its standard output; fails with its complaint. */
  static String kubectl(String... arguments) {
    var command = new ArrayList<String>();
    command.add(environment("KUBECTL"));
    command.addAll(List.of("--context", environment("KUBE_CONTEXT")));
    command.addAll(List.of(arguments));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String environment(String name) {
    return Optional.ofNullable(System.getenv(name))
        .orElseThrow(
            () -> new IllegalStateException(name + " is not set: run these tests by make test."));
  }
}
