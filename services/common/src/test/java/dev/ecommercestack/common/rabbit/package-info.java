@NullMarked
package dev.ecommercestack.common.rabbit;

import org.jspecify.annotations.NullMarked;
