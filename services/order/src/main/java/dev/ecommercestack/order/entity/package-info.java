/** The order as it is stored: the JPA entity, its value objects and its repository. */
@NullMarked
package dev.ecommercestack.order.entity;

import org.jspecify.annotations.NullMarked;
