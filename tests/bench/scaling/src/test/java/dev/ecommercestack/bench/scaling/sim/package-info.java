@NullMarked
package dev.ecommercestack.bench.scaling.sim;

import org.jspecify.annotations.NullMarked;
