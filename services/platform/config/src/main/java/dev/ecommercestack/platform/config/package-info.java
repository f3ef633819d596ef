/** Settings that change while the service runs. */
@NullMarked
package dev.ecommercestack.platform.config;

import org.jspecify.annotations.NullMarked;
