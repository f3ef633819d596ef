/**
 * The comparison on a real stack: the scripted load, the measurement of a round, the settings of
 * KEDA, and the report. {@code dev/scripts/prove-scaling} runs it.
 */
@NullMarked
package dev.ecommercestack.bench.scaling.live;

import org.jspecify.annotations.NullMarked;
