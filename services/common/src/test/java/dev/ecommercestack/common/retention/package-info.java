@NullMarked
package dev.ecommercestack.common.retention;

import org.jspecify.annotations.NullMarked;
