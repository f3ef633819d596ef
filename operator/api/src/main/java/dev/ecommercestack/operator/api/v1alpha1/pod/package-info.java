/** Settings of pods: resources, environment and placement. */
@NullMarked
package dev.ecommercestack.operator.api.v1alpha1.pod;

import org.jspecify.annotations.NullMarked;
