/**
 * Pure functions from live Kubernetes objects to the health of a component, in words that say what
 * to do about it.
 *
 * <p>Nothing here talks to a server: the objects come in, a {@link
 * dev.ecommercestack.operator.manager.observe.Health} goes out.
 */
@NullMarked
package dev.ecommercestack.operator.manager.observe;

import org.jspecify.annotations.NullMarked;
