/**
 * The access of one reconciliation to the API server: applies, reads, replaces and deletes objects.
 *
 * <p>{@link dev.ecommercestack.operator.manager.cluster.StackCluster} is its entry point.
 */
@NullMarked
package dev.ecommercestack.operator.manager.cluster;

import org.jspecify.annotations.NullMarked;
