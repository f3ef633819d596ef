/** The simulated broker, its consumers and the clock that drives them. */
@NullMarked
package dev.ecommercestack.bench.scaling.sim;

import org.jspecify.annotations.NullMarked;
