package dev.ecommercestack.operator.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.testing.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real API server takes every planned object, unknown fields and Pod Security included. */
class PlanIT {
  private static final String FIELD_MANAGER = "ecommerce-stack-operator";

  private static KubernetesClient client;

  @BeforeAll
  static void restrictedNamespace() {
    client = ApiServer.start().client();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(Stacks.NAMESPACE)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .serverSideApply();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{deletionPolicy: Delete, images: {pullPolicy: Always, pullSecrets: [{name: pull}]}}",
        """
        {pods: {storageClassName: fast, priorityClassName: system-cluster-critical,
           nodeSelector: {disk: ssd}, spread: {hosts: Required, zones: Required},
           labels: {team: shop}, annotations: {note: x},
           tolerations: [{key: dedicated, operator: Equal, value: shop, effect: NoExecute,
             tolerationSeconds: 60}, {operator: Exists}]},
         kafka: {managed: {replicas: 3, storage: 20Gi, resources: {limits: {memory: 2Gi, cpu: '1'}}}},
         rabbitmq: {managed: {replicas: 3}},
         postgresql: {managed: {collation: ko_KR.UTF-8}}}
        """,
        """
        {eureka: {replicas: 3}, user: {replicas: 2, env: [{name: A, value: b},
           {name: TOKEN, secret: {name: login, key: password}}]},
         gateway: {autoscaling: {minReplicas: 2, maxReplicas: 10},
           expose: {type: Ingress, host: shop.example.com, tls: {name: shop-tls},
             ingressClassName: nginx, annotations: {a: b}}},
         event: {autoscaling: {minReplicas: 2, maxReplicas: 12, cpu: {targetUtilization: 60}}},
         mail: {smtp: {host: smtp, from: 'a@b', credentials: {name: login}}},
         observability: {otlpEndpoint: 'http://otel:4318'}}
        """,
        "{gateway: {expose: {type: NodePort, nodePort: 30080}}}",
        "{gateway: {expose: {type: LoadBalancer, annotations: {cloud: x}}}}",
        """
        {kafka: {external: {bootstrapServers: 'k:9093', tls: {caSecret: {name: ca}},
           credentials: {name: login}}},
         rabbitmq: {external: {host: rabbit, credentials: {name: login}}},
         redis: {external: {host: redis, credentials: {name: login}}},
         postgresql: {external: {host: db, tls: {caSecret: {name: ca}}, credentials: {name: login}}}}
        """
      })
  void takesEveryObjectAndEveryPod(String spec) {
    for (String name : List.of("shop", "s" + "x".repeat(39))) {
      EcommerceStack stack = Stacks.stack(name, spec);
      Plan plan = Stacks.plan(stack);
      assertThat(plan.objects()).isNotEmpty();
      plan.objects().forEach(PlanIT::dryRun);
      Stacks.workloads(plan).forEach(PlanIT::createPod);
    }
  }

  @Test
  void refusesAPodThatTheSameChecksShouldRefuse() {
    StatefulSet kafka = Stacks.find(Stacks.plan("{}"), StatefulSet.class, "shop-kafka");
    PodTemplateSpec template = kafka.getSpec().getTemplate();
    template.getSpec().getSecurityContext().setRunAsNonRoot(false);
    template
        .getSpec()
        .getContainers()
        .forEach(container -> container.getSecurityContext().setRunAsNonRoot(false));
    assertThatThrownBy(() -> createPod(kafka))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("PodSecurity");
  }

  @Test
  void refusesAFieldThatDoesNotExist() {
    StatefulSet kafka = Stacks.find(Stacks.plan("{}"), StatefulSet.class, "shop-kafka");
    kafka.getSpec().setAdditionalProperty("replica", 3);
    assertThatThrownBy(() -> dryRun(kafka)).hasMessageContaining("replica");
  }

  /** Applies by server-side apply with strict validation; nothing is stored. */
  private static void dryRun(HasMetadata object) {
    String plural = HasMetadata.getPlural(object.getClass());
    String group = object.getApiVersion();
    String path =
        "%s/%s/namespaces/%s/%s/%s?dryRun=All&fieldValidation=Strict&force=true&fieldManager=%s"
            .formatted(
                group.contains("/") ? "/apis" : "/api",
                group,
                Stacks.NAMESPACE,
                plural,
                object.getMetadata().getName(),
                FIELD_MANAGER);
    var http = client.getHttpClient();
    var request =
        http.newHttpRequestBuilder()
            .uri(client.getMasterUrl().toString().replaceAll("/$", "") + path)
            .method("PATCH", "application/apply-patch+yaml", Serialization.asJson(object))
            .build();
    var response = http.sendAsync(request, String.class).join();
    assertThat(response.code())
        .as("%s %s: %s", object.getKind(), object.getMetadata().getName(), response.body())
        .isBetween(200, 299);
  }

  /** Makes a pod of a workload's template; nothing is stored. */
  private static void createPod(HasMetadata workload) {
    PodTemplateSpec template = Stacks.template(workload).orElseThrow();
    String account = template.getSpec().getServiceAccountName();
    // The admission of pods looks for the account, which a dry run has not stored.
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(Stacks.NAMESPACE)
                .endMetadata()
                .build())
        .serverSideApply();
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withGenerateName("pod-")
            .withNamespace(Stacks.NAMESPACE)
            .withLabels(template.getMetadata().getLabels())
            .withAnnotations(template.getMetadata().getAnnotations())
            .endMetadata()
            .withSpec(template.getSpec())
            .build();
    if (workload instanceof StatefulSet) {
      // What the StatefulSet controller adds for the claim.
      pod.getSpec()
          .getVolumes()
          .add(
              new VolumeBuilder()
                  .withName(ObjectNames.DATA_VOLUME)
                  .withNewPersistentVolumeClaim("data-0", false)
                  .build());
    }
    Pod created = client.resource(pod).dryRun(true).create();
    assertThat(created.getSpec().getContainers()).isNotEmpty();
  }
}
