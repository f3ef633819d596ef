package dev.ecommercestack.operator.manager.plan;

import static dev.ecommercestack.operator.manager.plan.PlanView.configMapsOf;
import static dev.ecommercestack.operator.manager.plan.PlanView.containers;
import static dev.ecommercestack.operator.manager.plan.PlanView.containersOf;
import static dev.ecommercestack.operator.manager.plan.PlanView.id;
import static dev.ecommercestack.operator.manager.plan.PlanView.names;
import static dev.ecommercestack.operator.manager.plan.PlanView.pods;
import static dev.ecommercestack.operator.manager.plan.PlanView.secretsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.DeletionPolicy;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** What holds for the plan of every stack. */
@Domain(StackArbitraries.class)
class PlanPropertiesTest {
  private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

  @Property(tries = 150)
  void everyContainerIsHardened(@ForAll EcommerceStack stack) {
    containers(Stacks.plan(stack))
        .forEach(
            container -> {
              var security = container.getSecurityContext();
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getPrivileged()).isFalse();
              assertThat(security.getReadOnlyRootFilesystem()).isTrue();
              assertThat(security.getRunAsNonRoot()).isTrue();
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(security.getCapabilities().getAdd()).isEmpty();
              assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
              assertThat(container.getResources().getLimits()).containsKey("memory");
              assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
              assertThat(container.getTerminationMessagePolicy())
                  .isEqualTo("FallbackToLogsOnError");
            });
  }

  @Property(tries = 150)
  void everyPodIsHardened(@ForAll EcommerceStack stack) {
    Plan plan = Stacks.plan(stack);
    Set<String> readers = names(plan, Role.class);
    pods(plan)
        .forEach(
            pod -> {
              assertThat(pod.getAutomountServiceAccountToken())
                  .as("a token for who has a right, and for nobody else")
                  .isEqualTo(readers.contains(pod.getServiceAccountName()));
              assertThat(pod.getEnableServiceLinks()).isFalse();
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.getTerminationGracePeriodSeconds()).isPositive();
            });
  }

  @Property(tries = 150)
  void noPasswordStandsOutsideASecret(@ForAll EcommerceStack stack) {
    Map<String, Secret> secrets = Stacks.secrets(stack);
    Set<String> confidential = confidential(secrets.values());
    Plan plan = Stacks.plan(stack, secrets);
    plan.objects()
        .filter(object -> !(object instanceof Secret))
        .forEach(
            object -> {
              String json = Serialization.asJson(object);
              assertThat(confidential)
                  .as("confidential values in %s", id(object))
                  .noneMatch(json::contains);
            });
  }

  @Property(tries = 150)
  void namesAndLabelsFitKubernetes(@ForAll EcommerceStack stack) {
    Plan plan = Stacks.plan(stack);
    plan.objects()
        .forEach(
            object -> {
              assertThat(object.getMetadata().getName()).hasSizeLessThanOrEqualTo(63);
              assertThat(object.getMetadata().getName()).matches(DNS_LABEL);
              assertThat(object.getMetadata().getLabels().values())
                  .allMatch(value -> value.length() <= 63);
            });
    // The StatefulSet controller labels its pods with its name and a revision of 10 characters.
    plan.objects()
        .filter(StatefulSet.class::isInstance)
        .forEach(set -> assertThat(set.getMetadata().getName().length() + 11).isLessThan(64));
    assertThat(plan.objects().map(PlanView::id)).doesNotHaveDuplicates();
  }

  @Property(tries = 150)
  void everyObjectIsLabelledAndInTheNamespaceOfTheStack(@ForAll EcommerceStack stack) {
    Plan plan = Stacks.plan(stack);
    plan.components()
        .forEach(
            component ->
                component
                    .objects()
                    .forEach(
                        object -> {
                          assertThat(object.getMetadata().getNamespace())
                              .isEqualTo(Stacks.NAMESPACE);
                          assertThat(object.getMetadata().getLabels())
                              .containsAllEntriesOf(Labels.stack(stack.getMetadata().getName()))
                              .containsEntry("app.kubernetes.io/part-of", "ecommerce-stack")
                              .containsKeys(
                                  "app.kubernetes.io/name", "app.kubernetes.io/component");
                        }));
  }

  @Property(tries = 150)
  void everythingGoesWithTheStackButRetainedCredentials(@ForAll EcommerceStack stack) {
    Plan plan = Stacks.plan(stack);
    boolean retain = stack.getSpec().deletionPolicy() == DeletionPolicy.Retain;
    plan.components()
        .forEach(
            component -> {
              boolean credentials = component.component().equals(Components.CREDENTIALS);
              for (HasMetadata object : component.objects()) {
                if (credentials && retain) {
                  assertThat(object.getMetadata().getOwnerReferences()).isEmpty();
                  assertThat(object.getMetadata().getAnnotations())
                      .as("Argo CD may track it by app.kubernetes.io/instance")
                      .containsEntry("argocd.argoproj.io/sync-options", "Prune=false,Delete=false")
                      .containsEntry("argocd.argoproj.io/compare-options", "IgnoreExtraneous");
                } else {
                  assertThat(object.getMetadata().getOwnerReferences())
                      .singleElement()
                      .satisfies(
                          owner -> {
                            assertThat(owner.getUid()).isEqualTo(stack.getMetadata().getUid());
                            assertThat(owner.getKind()).isEqualTo("EcommerceStack");
                            assertThat(owner.getApiVersion())
                                .isEqualTo("ecommercestack.dev/v1alpha1");
                            assertThat(owner.getController()).isTrue();
                          });
                }
              }
            });
  }

  @Property(tries = 150)
  void noStatefulSetDeletesItsVolumes(@ForAll EcommerceStack stack) {
    Stacks.plan(stack)
        .objects()
        .filter(StatefulSet.class::isInstance)
        .map(StatefulSet.class::cast)
        .filter(set -> !set.getSpec().getVolumeClaimTemplates().isEmpty())
        .map(set -> set.getSpec().getPersistentVolumeClaimRetentionPolicy())
        .forEach(
            retention -> {
              assertThat(retention.getWhenDeleted()).isEqualTo("Retain");
              assertThat(retention.getWhenScaled()).isEqualTo("Retain");
            });
  }

  @Property(tries = 100)
  void samePlanForTheSameInput(@ForAll EcommerceStack stack) {
    EcommerceStack again =
        Serialization.unmarshal(Serialization.asYaml(stack), EcommerceStack.class);
    assertThat(Serialization.asYaml(Stacks.plan(again).objects().toList()))
        .isEqualTo(Serialization.asYaml(Stacks.plan(stack).objects().toList()));
  }

  @Property(tries = 150)
  void whatPodsMountIsThere(@ForAll EcommerceStack stack) {
    Map<String, Secret> secrets = Stacks.secrets(stack);
    Plan plan = Stacks.plan(stack, secrets);
    Set<String> configMaps = names(plan, ConfigMap.class);
    Set<String> accounts = names(plan, ServiceAccount.class);
    Set<String> allSecrets = new TreeSet<>(secrets.keySet());
    allSecrets.addAll(names(plan, Secret.class));
    pods(plan)
        .forEach(
            pod -> {
              assertThat(accounts).contains(pod.getServiceAccountName());
              assertThat(secretsOf(pod)).allMatch(allSecrets::contains);
              assertThat(configMapsOf(pod)).allMatch(configMaps::contains);
              Set<String> volumes =
                  pod.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
              assertThat(volumes).hasSameSizeAs(pod.getVolumes());
              volumes.add(ObjectNames.DATA_VOLUME);
              containersOf(pod)
                  .flatMap(container -> container.getVolumeMounts().stream())
                  .forEach(mount -> assertThat(volumes).contains(mount.getName()));
            });
  }

  @Property(tries = 150)
  void servicesReachPortsOfTheirPods(@ForAll EcommerceStack stack) {
    Plan plan = Stacks.plan(stack);
    plan.objects()
        .filter(Service.class::isInstance)
        .map(Service.class::cast)
        .forEach(
            service -> {
              var template =
                  Stacks.workloads(plan)
                      .flatMap(workload -> Stacks.template(workload).stream())
                      .filter(
                          it ->
                              it.getMetadata()
                                  .getLabels()
                                  .entrySet()
                                  .containsAll(service.getSpec().getSelector().entrySet()))
                      .toList();
              assertThat(template).hasSize(1);
              List<String> ports =
                  containersOf(template.getFirst().getSpec())
                      .flatMap(container -> container.getPorts().stream())
                      .map(ContainerPort::getName)
                      .toList();
              service
                  .getSpec()
                  .getPorts()
                  .forEach(port -> assertThat(ports).contains(port.getTargetPort().getStrVal()));
            });
  }

  @Property(tries = 100)
  void selectorsSayNameAndInstanceOnly(@ForAll EcommerceStack stack) {
    Stacks.workloads(Stacks.plan(stack))
        .forEach(
            workload ->
                Stacks.selector(workload)
                    .ifPresent(
                        selector ->
                            assertThat(selector.getMatchLabels())
                                .containsOnlyKeys(
                                    "app.kubernetes.io/name", "app.kubernetes.io/instance")));
  }

  @Property(tries = 100)
  void externalBackingServicesMakeNothing(@ForAll EcommerceStack stack) {
    Plan plan = Stacks.plan(stack);
    plan.components()
        .filter(component -> component.kind() == ComponentKind.EXTERNAL)
        .forEach(
            component -> {
              assertThat(component.objects()).isEmpty();
              assertThat(component.gating()).isFalse();
              assertThat(component.image()).isNull();
            });
  }

  private static Set<String> confidential(Collection<Secret> secrets) {
    Set<String> values = new TreeSet<>();
    for (Secret secret : secrets) {
      secret
          .getData()
          .forEach(
              (key, value) -> {
                if (key.endsWith("password")
                    || key.endsWith("secret")
                    || key.endsWith("encryption-key")
                    || key.equals("erlang-cookie")) {
                  values.add(value);
                  values.add(Stacks.decoded(value));
                }
              });
    }
    return values;
  }
}
