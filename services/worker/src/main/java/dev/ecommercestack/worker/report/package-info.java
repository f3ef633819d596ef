/** Report documents. */
@NullMarked
package dev.ecommercestack.worker.report;

import org.jspecify.annotations.NullMarked;
