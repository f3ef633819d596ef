package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;

/** The pods of a namespace: controllers create them, the kubelet sets their status. */
final class ClusterPods {

  private final KubernetesClient client;
  private final String namespace;

  ClusterPods(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** A pod of a component that runs on a node and serves. */
  void run(String component, String pod, String node) {
    client
        .resource(create(pod(component, pod, "example/image:1").build()))
        .editStatus(
            live ->
                live.edit()
                    .editOrNewStatus()
                    .withPhase("Running")
                    .withHostIP(node)
                    .addNewHostIP(node)
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("True")
                    .endCondition()
                    .endStatus()
                    .build());
  }

  /** A pod of a service that serves, with an address by which it is told from all others. */
  void run(String service, String address) {
    client
        .resource(
            create(
                pod(service, "shop-" + service + "-1", "example/image:1")
                    .editSpec()
                    .editFirstContainer()
                    .addNewPort()
                    .withName("management")
                    .withContainerPort(8081)
                    .endPort()
                    .endContainer()
                    .endSpec()
                    .build()))
        .editStatus(
            live ->
                live.edit()
                    .editOrNewStatus()
                    .withPhase("Running")
                    .withPodIP(address)
                    .addNewPodIP(address)
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("True")
                    .endCondition()
                    .endStatus()
                    .build());
  }

  /** A pod is gone at once. */
  void remove(String pod) {
    client.pods().inNamespace(namespace).withName(pod).withGracePeriod(0).delete();
  }

  /** A pod of a component whose image cannot be pulled. */
  void failToPull(String component, String pod, String image) {
    failToPull(create(pod(component, pod, image).build()));
  }

  /** The same, as the controller of StatefulSets makes it. */
  void failToPull(StatefulSet set, int ordinal, String revision) {
    var name = set.getMetadata().getName();
    var labels = new TreeMap<>(set.getSpec().getTemplate().getMetadata().getLabels());
    labels.put("controller-revision-hash", revision);
    var pod =
        pod(name, name + "-" + ordinal, "example/typo:1")
            .editMetadata()
            .withLabels(labels)
            .addNewOwnerReference()
            .withApiVersion("apps/v1")
            .withKind("StatefulSet")
            .withName(name)
            .withUid(set.getMetadata().getUid())
            .withController(true)
            .endOwnerReference()
            .endMetadata();
    failToPull(create(pod.build()));
  }

  private PodBuilder pod(String component, String name, String image) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(Labels.of(Shop.NAME, component))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage(image)
        .endContainer()
        .endSpec();
  }

  private Pod create(Pod pod) {
    return client.resource(pod).create();
  }

  private void failToPull(Pod created) {
    var now = now();
    client
        .resource(created)
        .editStatus(
            live ->
                live.edit()
                    .editOrNewStatus()
                    .withStartTime(now)
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("False")
                    .withLastTransitionTime(now)
                    .endCondition()
                    .addNewContainerStatus()
                    .withName("main")
                    .withImage(live.getSpec().getContainers().getFirst().getImage())
                    .withImageID("")
                    .withReady(false)
                    .withRestartCount(0)
                    .withNewState()
                    .withNewWaiting()
                    .withReason("ImagePullBackOff")
                    .withMessage("Back-off pulling image")
                    .endWaiting()
                    .endState()
                    .endContainerStatus()
                    .endStatus()
                    .build());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
