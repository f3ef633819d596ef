@NullMarked
package dev.ecommercestack.gateway.route;

import org.jspecify.annotations.NullMarked;
