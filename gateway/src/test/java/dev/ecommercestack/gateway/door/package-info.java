@NullMarked
package dev.ecommercestack.gateway.door;

import org.jspecify.annotations.NullMarked;
