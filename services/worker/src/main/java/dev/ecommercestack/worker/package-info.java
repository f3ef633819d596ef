/** The worker service: processes jobs of other services, each job once. */
@NullMarked
package dev.ecommercestack.worker;

import org.jspecify.annotations.NullMarked;
