/** The {@code EcommerceStack} custom resource, version v1alpha1. */
@NullMarked
package dev.ecommercestack.operator.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
