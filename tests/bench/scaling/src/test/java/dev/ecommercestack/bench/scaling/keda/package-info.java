@NullMarked
package dev.ecommercestack.bench.scaling.keda;

import org.jspecify.annotations.NullMarked;
