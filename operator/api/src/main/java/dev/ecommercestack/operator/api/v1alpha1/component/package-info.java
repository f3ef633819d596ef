/** The seven Spring services of a stack and how many of each run. */
@NullMarked
package dev.ecommercestack.operator.api.v1alpha1.component;

import org.jspecify.annotations.NullMarked;
