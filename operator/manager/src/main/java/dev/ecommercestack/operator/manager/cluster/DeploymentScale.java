package dev.ecommercestack.operator.manager.cluster;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v1.ScaleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Sets the number of pods of a Deployment by its subresource {@code scale}. */
public final class DeploymentScale {
  private DeploymentScale() {}

  /**
   * Sets the number of pods, if the Deployment is unchanged since it was read: somebody else may
   * have scaled it meanwhile.
   *
   * @param client the Kubernetes client
   * @param live the Deployment as it was read
   * @param replicas number of pods that are to run
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if it was not set; with code 409
   *     if the Deployment was changed
   */
  public static void write(KubernetesClient client, Deployment live, int replicas) {
    var metadata = live.getMetadata();
    client
        .apps()
        .deployments()
        .inNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .scale(
            new ScaleBuilder()
                .withNewMetadata()
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withResourceVersion(metadata.getResourceVersion())
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .endSpec()
                .build());
  }
}
