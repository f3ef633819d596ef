/** Kubernetes Events, so that {@code kubectl describe} tells the story of a stack. */
@NullMarked
package dev.ecommercestack.operator.manager.events;

import org.jspecify.annotations.NullMarked;
