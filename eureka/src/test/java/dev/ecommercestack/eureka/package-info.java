@NullMarked
package dev.ecommercestack.eureka;

import org.jspecify.annotations.NullMarked;
