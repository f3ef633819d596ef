/**
 * What a stack should look like in Kubernetes: a pure function from the custom resource, the
 * resolved images, the topology and the credentials to the objects to apply, in the order to apply
 * them.
 *
 * <p>{@link dev.ecommercestack.operator.manager.plan.Planner} is the place to start reading. The
 * packages below it form layers: {@code service} uses {@code backing}, which uses {@code
 * credentials}, which uses {@code pod}, which uses {@code stack}.
 *
 * <p>Nothing here reads a clock, a random source, the network or a file: the same input always
 * gives the same plan.
 */
@NullMarked
package dev.ecommercestack.operator.manager.plan;

import org.jspecify.annotations.NullMarked;
