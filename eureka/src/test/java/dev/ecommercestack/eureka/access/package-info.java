@NullMarked
package dev.ecommercestack.eureka.access;

import org.jspecify.annotations.NullMarked;
