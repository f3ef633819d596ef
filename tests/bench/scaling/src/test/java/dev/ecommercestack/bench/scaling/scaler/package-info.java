@NullMarked
package dev.ecommercestack.bench.scaling.scaler;

import org.jspecify.annotations.NullMarked;
