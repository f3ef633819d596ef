@NullMarked
package dev.ecommercestack.common;

import org.jspecify.annotations.NullMarked;
