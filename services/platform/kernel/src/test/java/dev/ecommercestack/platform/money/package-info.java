@NullMarked
package dev.ecommercestack.platform.money;

import org.jspecify.annotations.NullMarked;
