@NullMarked
package dev.ecommercestack.gateway.security;

import org.jspecify.annotations.NullMarked;
