/** What the operator reports about a stack. */
@NullMarked
package dev.ecommercestack.operator.api.v1alpha1.status;

import org.jspecify.annotations.NullMarked;
