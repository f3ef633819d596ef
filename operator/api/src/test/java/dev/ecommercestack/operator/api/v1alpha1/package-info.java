/** How the types read what users write. */
@NullMarked
package dev.ecommercestack.operator.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
