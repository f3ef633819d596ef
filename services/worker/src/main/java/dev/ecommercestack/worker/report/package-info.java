/** Documents made of rows. */
@NullMarked
package dev.ecommercestack.worker.report;

import org.jspecify.annotations.NullMarked;
