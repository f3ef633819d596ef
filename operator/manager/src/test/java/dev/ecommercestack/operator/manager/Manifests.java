package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The kustomizations of the repository. */
final class Manifests {

  /** The operator for the stacks of namespace shop: what users install. */
  static final String DEFAULT = "manifests";

  /** The operator for the stacks of all namespaces, with the same rights in each. */
  static final String CLUSTER_WIDE = "kustomize/examples/cluster-wide-operator";

  private static final Path REPOSITORY = Path.of(System.getProperty("repository.root", "../.."));

  private Manifests() {}

  /**
   * The objects of a kustomization, in the order in which kubectl applies them.
   *
   * @param folder the kustomization, by its path in the repository
   */
  static List<HasMetadata> of(ApiServer server, String folder) {
    try {
      var process =
          new ProcessBuilder(
                  server.kubectl().toString(), "kustomize", REPOSITORY.resolve(folder).toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var objects = server.client().load(process.getInputStream()).items();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while kubectl ran", e);
    }
  }

  /** The one object of a kind and name. */
  static <T extends HasMetadata> T find(List<HasMetadata> objects, Class<T> kind, String name) {
    return objects.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static void apply(KubernetesClient client, List<HasMetadata> objects) {
    objects.forEach(object -> client.resource(object).serverSideApply());
  }
}
