/**
 * The operator: reconciles {@link dev.ecommercestack.operator.api.v1alpha1.EcommerceStack}s.
 *
 * <p>{@link dev.ecommercestack.operator.manager.EcommerceStackReconciler} is the place to start
 * reading.
 */
@NullMarked
package dev.ecommercestack.operator.manager;

import org.jspecify.annotations.NullMarked;
