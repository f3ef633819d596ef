@NullMarked
package dev.ecommercestack.common.defaults;

import org.jspecify.annotations.NullMarked;
