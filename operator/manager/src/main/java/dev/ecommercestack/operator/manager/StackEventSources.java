package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.cluster.ManagedKinds;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The informers of the operator. They watch only objects with its labels, so that its memory does
 * not grow with the cluster.
 */
final class StackEventSources {

  private static final String MANAGED_SELECTOR = Labels.MANAGED_BY + "=" + Labels.OPERATOR;
  private static final String STACK_SELECTOR = Labels.PART_OF + "=" + Labels.PRODUCT;

  private StackEventSources() {}

  static List<EventSource<?, EcommerceStack>> create(EventSourceContext<EcommerceStack> context) {
    var sources = new ArrayList<EventSource<?, EcommerceStack>>();
    Stream.concat(
            ManagedKinds.ALL.stream(),
            ManagedKinds.OPTIONAL.stream().filter(context.getClient()::supports))
        .forEach(kind -> sources.add(informer(kind, MANAGED_SELECTOR, context)));
    sources.add(informer(Pod.class, STACK_SELECTOR, context));
    sources.add(informer(PersistentVolumeClaim.class, MANAGED_SELECTOR, context));
    return sources;
  }

  /**
   * Returns whether a change of a stack needs a reconciliation. A change of the status does not:
   * the operator writes it itself. A stack that was deleted and created again while no watch was
   * open has another UID.
   *
   * @param now the stack after the change
   * @param before the stack before the change
   */
  static boolean isChanged(EcommerceStack now, EcommerceStack before) {
    return !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid())
        || !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(
            now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations());
  }

  private static <T extends HasMetadata> EventSource<T, EcommerceStack> informer(
      Class<T> kind, String selector, EventSourceContext<EcommerceStack> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, EcommerceStack.class)
            .withLabelSelector(selector)
            .withNamespacesInheritedFromController()
            .withSecondaryToPrimaryMapper(StackEventSources::stack)
            .build(),
        context);
  }

  /** Finds the stack by label, because Secrets that outlive their stack have no owner. */
  private static Set<ResourceID> stack(HasMetadata object) {
    var labels =
        Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.<String, String>of());
    var instance = labels.get(Labels.INSTANCE);
    return instance == null
        ? Set.of()
        : Set.of(new ResourceID(instance, object.getMetadata().getNamespace()));
  }
}
