package dev.ecommercestack.operator.manager.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.RolledOut;
import dev.ecommercestack.operator.manager.plan.Stacks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecWarningsTest {
  private static final String OLD = "{gateway: {expose: {type: Ingress, host: shop.example.com}}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        OLD,
        "{gateway: {expose: {type: HTTPRoute, host: a.b, parentRef: {name: public}}}}",
      })
  void warnsOfAProxyThatHidesTheAddressesOfClients(String spec) {
    assertThat(warnings(spec, EcommerceStackStatus.NONE, rolledOut(1)))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(StackEvent.Type.Warning);
              assertThat(event.note()).contains("spec.gateway.trustedProxies", "Write");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{gateway: {expose: {type: NodePort}}}",
        "{order: {env: [{name: SPRING_RABBITMQ_PORT, value: '1'}, {name: a_stack_b, value: c}]}}",
        "{gateway: {expose: {type: Ingress, host: a.b}, trustedProxies: [10.244.0.0/16]}}",
      })
  void isSilentAboutOthers(String spec) {
    assertThat(warnings(spec, EcommerceStackStatus.NONE, rolledOut(1))).isEmpty();
  }

  @Test
  void warnsOfVariablesThatAreLeftOut() {
    String env = "env: [{name: spring_profiles_active, value: x}, {name: Stack_Name, value: y}]";
    assertThat(
            warnings(
                "{order: {%s}, user: {%s}}".formatted(env, env),
                EcommerceStackStatus.NONE,
                rolledOut(1)))
        .allSatisfy(event -> assertThat(event.type()).isEqualTo(StackEvent.Type.Warning))
        .extracting(StackEvent::note)
        .satisfiesExactly(
            note -> assertThat(note).contains("spec.user.env has spring_profiles_active, Stack_"),
            note -> assertThat(note).contains("spec.order.env has", "Remove"));
  }

  @Test
  void warnsOncePerRollout() {
    assertThat(warnings(OLD, rolledOut(1), rolledOut(1))).isEmpty();
    assertThat(warnings(OLD, rolledOut(1), EcommerceStackStatus.NONE)).isEmpty();
    assertThat(warnings(OLD, rolledOut(1), rolledOut(2))).hasSize(1);
  }

  private static List<StackEvent> warnings(
      String spec, EcommerceStackStatus before, EcommerceStackStatus after) {
    return SpecWarnings.of(Stacks.stack("shop", spec).getSpec(), before, after);
  }

  private static EcommerceStackStatus rolledOut(long generation) {
    var none = EcommerceStackStatus.NONE;
    return new EcommerceStackStatus(
        generation,
        none.version(),
        none.lastGoodVersion(),
        new RolledOut(generation, "5c9d34a6"),
        none.endpoints(),
        none.conditions(),
        none.components(),
        none.scaling());
  }
}
