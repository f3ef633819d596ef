/** Kubernetes Events about a stack, as {@code kubectl describe} shows them. */
@NullMarked
package dev.ecommercestack.operator.manager.events;

import org.jspecify.annotations.NullMarked;
