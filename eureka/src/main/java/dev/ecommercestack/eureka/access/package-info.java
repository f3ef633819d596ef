/** Who may read and change the registry. */
@NullMarked
package dev.ecommercestack.eureka.access;

import org.jspecify.annotations.NullMarked;
