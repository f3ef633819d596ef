/** Health of what a service depends on. */
@NullMarked
package dev.ecommercestack.platform.health;

import org.jspecify.annotations.NullMarked;
