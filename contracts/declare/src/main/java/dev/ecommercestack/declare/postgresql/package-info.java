/** Roles, databases and extensions of PostgreSQL. */
@NullMarked
package dev.ecommercestack.declare.postgresql;

import org.jspecify.annotations.NullMarked;
