/**
 * Carries out a plan: applies it in order, waits for the health of each stage, and reports every
 * component. It decides only; the package {@code cluster} talks to the API server.
 *
 * <p>{@link dev.ecommercestack.operator.manager.rollout.Rollout} is the place to start reading.
 */
@NullMarked
package dev.ecommercestack.operator.manager.rollout;

import org.jspecify.annotations.NullMarked;
