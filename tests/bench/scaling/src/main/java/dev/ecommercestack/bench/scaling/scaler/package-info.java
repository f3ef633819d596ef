/** What is compared: the interface of a scaler, and ours behind it. */
@NullMarked
package dev.ecommercestack.bench.scaling.scaler;

import org.jspecify.annotations.NullMarked;
