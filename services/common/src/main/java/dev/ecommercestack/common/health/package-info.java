/** Health of what a service depends on. */
@NullMarked
package dev.ecommercestack.common.health;

import org.jspecify.annotations.NullMarked;
