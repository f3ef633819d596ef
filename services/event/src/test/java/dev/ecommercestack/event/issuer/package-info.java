@NullMarked
package dev.ecommercestack.event.issuer;

import org.jspecify.annotations.NullMarked;
