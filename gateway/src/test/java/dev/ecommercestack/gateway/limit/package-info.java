@NullMarked
package dev.ecommercestack.gateway.limit;

import org.jspecify.annotations.NullMarked;
