/** The figures that an audit compares. */
@NullMarked
package dev.ecommercestack.event.audit;

import org.jspecify.annotations.NullMarked;
