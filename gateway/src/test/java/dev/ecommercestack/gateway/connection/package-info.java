@NullMarked
package dev.ecommercestack.gateway.connection;

import org.jspecify.annotations.NullMarked;
