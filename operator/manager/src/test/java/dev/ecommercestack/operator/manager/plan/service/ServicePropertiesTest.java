package dev.ecommercestack.operator.manager.plan.service;

import static dev.ecommercestack.operator.manager.plan.PlanView.containers;
import static dev.ecommercestack.operator.manager.plan.PlanView.names;
import static dev.ecommercestack.operator.manager.plan.PlanView.secretKeys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.JvmProfile;
import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.manager.plan.PlanView;
import dev.ecommercestack.operator.manager.plan.StackArbitraries;
import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.pod.ContainerResources;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.ReplicaBounds;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** What holds for the services of every stack. */
@Domain(StackArbitraries.class)
class ServicePropertiesTest {
  @Property(tries = 150)
  void noAppliedServiceHasACountButBounds(@ForAll EcommerceStack stack) {
    Stacks.plan(stack)
        .components()
        .filter(it -> Components.services(stack.getSpec()).containsKey(it.component()))
        .filter(it -> !it.component().equals(Components.EUREKA))
        .forEach(
            component -> {
              ComponentSpec spec =
                  Objects.requireNonNull(
                      Components.services(stack.getSpec()).get(component.component()));
              assertThat(component.replicaBounds())
                  .isEqualTo(new ReplicaBounds(spec.lowestReplicas(), spec.highestReplicas()));
              assertThat(component.objects().stream().filter(Deployment.class::isInstance))
                  .singleElement()
                  .satisfies(it -> assertThat(((Deployment) it).getSpec().getReplicas()).isNull());
            });
  }

  @Property(tries = 150)
  void everyServiceHasTheCompilerOfTheProfileAndRoomForItsHeap(@ForAll EcommerceStack stack) {
    Plan plan = Stacks.plan(stack);
    boolean onlyC1 = stack.getSpec().jvmProfile() == JvmProfile.Startup;
    Components.services(stack.getSpec())
        .keySet()
        .forEach(
            service -> {
              String options =
                  PlanView.environment(plan, service).getOrDefault(JvmMemory.OPTIONS_VARIABLE, "");
              assertThat(options)
                  .matches(onlyC1 ? "-Xmx\\d+m -XX:TieredStopAtLevel=1" : "-Xmx\\d+m");
              long heap = Long.parseLong(options.replaceFirst("-Xmx(\\d+)m.*", "$1"));
              var resources = PlanView.container(plan, service).getResources();
              assertThat(Sizes.mebibytes(ContainerResources.memoryLimitBytes(resources)))
                  .isGreaterThan(heap + 100);
            });
  }

  @Property(tries = 150)
  void servicesReadTheirOwnConfigMapOnly(@ForAll EcommerceStack stack) {
    Plan plan = Stacks.plan(stack);
    plan.objects()
        .filter(Role.class::isInstance)
        .map(Role.class::cast)
        .forEach(
            role ->
                assertThat(role.getRules())
                    .singleElement()
                    .satisfies(
                        rule -> {
                          assertThat(rule.getApiGroups()).containsExactly("");
                          assertThat(rule.getResources()).containsExactly("configmaps");
                          assertThat(rule.getResourceNames())
                              .containsExactly(role.getMetadata().getName());
                          assertThat(rule.getVerbs())
                              .containsExactlyInAnyOrder("get", "list", "watch");
                        }));
    assertThat(names(plan, RoleBinding.class)).isEqualTo(names(plan, Role.class));
  }

  @Property(tries = 150)
  void everyVariableIsSetOnce(@ForAll EcommerceStack stack) {
    containers(Stacks.plan(stack))
        .forEach(
            container ->
                assertThat(container.getEnv())
                    .extracting(variable -> variable.getName())
                    .doesNotHaveDuplicates());
  }

  @Property(tries = 150)
  void noServiceSeesTheCredentialsOfAnother(@ForAll EcommerceStack stack) {
    String name = stack.getMetadata().getName();
    Stacks.workloads(Stacks.plan(stack))
        .filter(Deployment.class::isInstance)
        .forEach(
            deployment -> {
              String component = deployment.getMetadata().getLabels().get(Labels.NAME);
              String own = name + "-" + component + "-credentials";
              secretKeys(Stacks.template(deployment).orElseThrow().getSpec())
                  .filter(it -> it.getKey().endsWith("-credentials") && !it.getKey().equals(own))
                  .forEach(
                      it -> {
                        assertThat(component).isEqualTo("user");
                        assertThat(it.getValue()).containsExactly("service-secret");
                      });
            });
  }
}
