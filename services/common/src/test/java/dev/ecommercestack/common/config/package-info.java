@NullMarked
package dev.ecommercestack.common.config;

import org.jspecify.annotations.NullMarked;
