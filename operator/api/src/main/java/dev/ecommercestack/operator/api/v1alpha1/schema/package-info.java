/** Annotations that put the same constraint and description on the same kind of field. */
@NullMarked
package dev.ecommercestack.operator.api.v1alpha1.schema;

import org.jspecify.annotations.NullMarked;
