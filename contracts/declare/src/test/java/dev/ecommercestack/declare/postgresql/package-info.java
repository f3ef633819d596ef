/** Tests of what needs no server. */
@NullMarked
package dev.ecommercestack.declare.postgresql;

import org.jspecify.annotations.NullMarked;
