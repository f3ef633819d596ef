/**
 * What the services of a stack say about their database, their brokers and their cache. The I/O is
 * in {@code DependencyPoller} and {@code HttpHealthReader}; everything else is pure.
 */
@NullMarked
package dev.ecommercestack.operator.manager.dependencies;

import org.jspecify.annotations.NullMarked;
