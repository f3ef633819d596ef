package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.Labels;
import dev.ecommercestack.operator.manager.rollout.ManagedKinds;
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
 * What the operator watches: objects that carry its labels, so that its memory does not grow with
 * the cluster.
 */
final class StackEventSources {

  private static final String MADE_BY_US = Labels.MANAGED_BY + "=" + Labels.OPERATOR;
  private static final String PART_OF_A_STACK = Labels.PART_OF + "=" + Labels.PRODUCT;

  private StackEventSources() {}

  static List<EventSource<?, EcommerceStack>> create(EventSourceContext<EcommerceStack> context) {
    var sources = new ArrayList<EventSource<?, EcommerceStack>>();
    Stream.concat(
            ManagedKinds.ALL.stream(),
            ManagedKinds.OPTIONAL.stream().filter(context.getClient()::supports))
        .forEach(kind -> sources.add(informer(kind, MADE_BY_US, context)));
    sources.add(informer(Pod.class, PART_OF_A_STACK, context));
    sources.add(informer(PersistentVolumeClaim.class, MADE_BY_US, context));
    return sources;
  }

  /**
   * Changes of a stack that need a look: its status is written by the operator itself. One that was
   * deleted and made again while nobody watched, as when the API server restarts, is another.
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

  /** By label, because Secrets that outlive their stack have no owner. */
  private static Set<ResourceID> stack(HasMetadata object) {
    var labels =
        Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.<String, String>of());
    var instance = labels.get(Labels.INSTANCE);
    return instance == null
        ? Set.of()
        : Set.of(new ResourceID(instance, object.getMetadata().getNamespace()));
  }
}
