/** Settings that change while the service runs. */
@NullMarked
package dev.ecommercestack.common.config;

import org.jspecify.annotations.NullMarked;
