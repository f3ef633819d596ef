@NullMarked
package dev.ecommercestack.operator.manager.scaling;

import org.jspecify.annotations.NullMarked;
