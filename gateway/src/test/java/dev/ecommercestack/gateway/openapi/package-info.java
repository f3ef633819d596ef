@NullMarked
package dev.ecommercestack.gateway.openapi;

import org.jspecify.annotations.NullMarked;
