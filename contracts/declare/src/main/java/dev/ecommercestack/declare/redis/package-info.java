/** ACL users of Redis. */
@NullMarked
package dev.ecommercestack.declare.redis;

import org.jspecify.annotations.NullMarked;
