@NullMarked
package dev.ecommercestack.bench.scaling.live;

import org.jspecify.annotations.NullMarked;
