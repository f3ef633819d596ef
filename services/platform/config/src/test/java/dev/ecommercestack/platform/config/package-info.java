@NullMarked
package dev.ecommercestack.platform.config;

import org.jspecify.annotations.NullMarked;
