@NullMarked
package dev.ecommercestack.common.money;

import org.jspecify.annotations.NullMarked;
