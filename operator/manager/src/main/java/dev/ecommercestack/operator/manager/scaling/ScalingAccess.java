package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.events.EventPublisher;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.function.Predicate;

/**
 * What the scaling of every stack uses.
 *
 * @param client the Kubernetes client
 * @param caches the objects of the stacks
 * @param readers makes readers of brokers
 * @param events publishes Events
 * @param isPaused whether nothing may be changed for a stack
 * @param clock the time of the decisions
 */
record ScalingAccess(
    KubernetesClient client,
    StackCaches caches,
    ReaderFactory readers,
    EventPublisher events,
    Predicate<EcommerceStack> isPaused,
    Clock clock) {}
