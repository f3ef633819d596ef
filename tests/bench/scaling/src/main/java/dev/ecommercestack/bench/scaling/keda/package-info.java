/** KEDA and the HorizontalPodAutoscaler, as their sources compute. */
@NullMarked
package dev.ecommercestack.bench.scaling.keda;

import org.jspecify.annotations.NullMarked;
