package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which changes of a stack the operator looks at. */
class StackEventSourcesTest {

  @Test
  void aStatusIsNoChange() {
    assertThat(StackEventSources.isChanged(stack("a", 1), stack("a", 1))).isFalse();
  }

  @Test
  void aSpecAndAnAnnotationAre() {
    assertThat(StackEventSources.isChanged(stack("a", 2), stack("a", 1))).isTrue();
    var paused = stack("a", 1);
    paused.getMetadata().setAnnotations(Map.of(ReconcilePause.PAUSED_ANNOTATION, "true"));
    assertThat(StackEventSources.isChanged(paused, stack("a", 1))).isTrue();
  }

  @Test
  void aStackThatWasMadeAgainUnseenIsAnother() {
    assertThat(StackEventSources.isChanged(stack("b", 1), stack("a", 1))).isTrue();
  }

  private static EcommerceStack stack(String uid, long generation) {
    var stack = new EcommerceStack();
    stack.getMetadata().setUid(uid);
    stack.getMetadata().setGeneration(generation);
    return stack;
  }
}
