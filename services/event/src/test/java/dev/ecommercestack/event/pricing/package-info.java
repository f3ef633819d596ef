@NullMarked
package dev.ecommercestack.event.pricing;

import org.jspecify.annotations.NullMarked;
