/** What the worker answers. */
@NullMarked
package dev.ecommercestack.order.results;

import org.jspecify.annotations.NullMarked;
