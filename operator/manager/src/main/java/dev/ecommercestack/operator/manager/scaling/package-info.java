/**
 * Scales the services that work off messages: reads what waits, lets {@code operator.scaling}
 * decide, and writes the number of pods. Only this package knows the decision and the brokers.
 */
@NullMarked
package dev.ecommercestack.operator.manager.scaling;

import org.jspecify.annotations.NullMarked;
