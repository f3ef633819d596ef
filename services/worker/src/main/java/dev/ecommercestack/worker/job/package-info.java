/** The processing of jobs: deliveries, attempts, results. */
@NullMarked
package dev.ecommercestack.worker.job;

import org.jspecify.annotations.NullMarked;
