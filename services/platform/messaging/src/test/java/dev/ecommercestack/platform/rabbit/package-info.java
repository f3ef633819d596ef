@NullMarked
package dev.ecommercestack.platform.rabbit;

import org.jspecify.annotations.NullMarked;
