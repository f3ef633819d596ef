@NullMarked
package dev.ecommercestack.gateway.aggregate;

import org.jspecify.annotations.NullMarked;
