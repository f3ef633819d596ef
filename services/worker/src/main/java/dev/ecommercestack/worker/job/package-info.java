/** What every job has: a row, attempts, an end. */
@NullMarked
package dev.ecommercestack.worker.job;

import org.jspecify.annotations.NullMarked;
