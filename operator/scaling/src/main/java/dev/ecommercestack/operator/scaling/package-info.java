/**
 * How many pods a queue needs. {@link dev.ecommercestack.operator.scaling.Scaler#decide} is a pure
 * function: no Kubernetes or broker type, no input or output, no clock; the time is in the
 * observation and what must be remembered is in the history.
 */
@NullMarked
package dev.ecommercestack.operator.scaling;

import org.jspecify.annotations.NullMarked;
