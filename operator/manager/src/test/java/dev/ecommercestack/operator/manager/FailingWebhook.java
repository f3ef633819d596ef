package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;

import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;

/** An admission webhook whose service is down, for one namespace. */
final class FailingWebhook {

  private static final Map<String, String> KINDS =
      Map.of("poddisruptionbudgets", "PodDisruptionBudget", "secrets", "Secret");

  private final KubernetesClient client;
  private final String namespace;

  FailingWebhook(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * Writes of one kind of object of one component of the stack fail with 500, as when the service
   * of an admission webhook is down. Returns once the API server knows.
   *
   * @param group API group of the kind
   * @param resource plural name of the kind
   */
  void failWrites(String group, String resource, String component) {
    client
        .resource(
            new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .addNewWebhook()
                .withName("absent.example.com")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Fail")
                .withNewClientConfig()
                .withNewService()
                .withName("absent")
                .withNamespace(namespace)
                .endService()
                .endClientConfig()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", namespace)
                .endNamespaceSelector()
                .withNewObjectSelector()
                .addToMatchLabels(Labels.COMPONENT, component)
                .endObjectSelector()
                .addNewRule()
                .withApiGroups(group)
                .withApiVersions("*")
                .withResources(resource)
                .withOperations("CREATE", "UPDATE")
                .endRule()
                .endWebhook()
                .build())
        .create();
    eventually().until(() -> isRefused(group, resource, component));
  }

  private boolean isRefused(String group, String resource, String component) {
    var probe =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(group.isEmpty() ? "v1" : group + "/v1")
            .withKind(KINDS.get(resource))
            .withNewMetadata()
            .withName("probe")
            .withNamespace(namespace)
            .withLabels(Map.of(Labels.COMPONENT, component))
            .endMetadata()
            .build();
    try {
      client.resource(probe).dryRun().create();
      return false;
    } catch (KubernetesClientException failure) {
      return failure.getCode() == HttpURLConnection.HTTP_INTERNAL_ERROR;
    }
  }

  /** The webhook answers again: nothing fails any more. */
  void remove() {
    client
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName(namespace)
        .delete();
  }
}
