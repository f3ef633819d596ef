/** The service registry (Eureka server). */
@NullMarked
package dev.ecommercestack.eureka;

import org.jspecify.annotations.NullMarked;
