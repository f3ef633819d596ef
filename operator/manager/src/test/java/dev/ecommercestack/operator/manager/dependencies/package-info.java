@NullMarked
package dev.ecommercestack.operator.manager.dependencies;

import org.jspecify.annotations.NullMarked;
