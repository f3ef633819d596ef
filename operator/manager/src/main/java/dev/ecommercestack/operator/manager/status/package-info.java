/** Pure functions from what was found to the status of a stack. */
@NullMarked
package dev.ecommercestack.operator.manager.status;

import org.jspecify.annotations.NullMarked;
