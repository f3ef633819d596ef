/**
 * Makes a plan true: applies it in order, gates it by health, repairs what drifted and removes what
 * is no longer planned.
 *
 * <p>{@link dev.ecommercestack.operator.manager.rollout.Rollout} decides, {@link
 * dev.ecommercestack.operator.manager.rollout.StackCluster} is all that touches the API server.
 */
@NullMarked
package dev.ecommercestack.operator.manager.rollout;

import org.jspecify.annotations.NullMarked;
