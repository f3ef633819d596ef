@NullMarked
package dev.ecommercestack.product;

import org.jspecify.annotations.NullMarked;
