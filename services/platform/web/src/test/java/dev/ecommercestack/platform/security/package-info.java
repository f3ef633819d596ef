@NullMarked
package dev.ecommercestack.platform.security;

import org.jspecify.annotations.NullMarked;
