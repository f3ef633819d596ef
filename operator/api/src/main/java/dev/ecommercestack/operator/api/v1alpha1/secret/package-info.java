/** References to Secrets in the namespace of the stack. */
@NullMarked
package dev.ecommercestack.operator.api.v1alpha1.secret;

import org.jspecify.annotations.NullMarked;
