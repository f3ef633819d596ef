/** What arrives and what goes wrong: the declared traces and the generated ones. */
@NullMarked
package dev.ecommercestack.bench.scaling.trace;

import org.jspecify.annotations.NullMarked;
