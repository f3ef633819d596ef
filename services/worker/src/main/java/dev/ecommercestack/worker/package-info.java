/** The worker: does what other services leave to it, each job once. */
@NullMarked
package dev.ecommercestack.worker;

import org.jspecify.annotations.NullMarked;
