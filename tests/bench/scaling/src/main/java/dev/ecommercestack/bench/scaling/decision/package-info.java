/** What one decision costs. */
@NullMarked
package dev.ecommercestack.bench.scaling.decision;

import org.jspecify.annotations.NullMarked;
