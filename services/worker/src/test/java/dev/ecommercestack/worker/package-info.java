/** Tests of the worker against real servers. */
@NullMarked
package dev.ecommercestack.worker;

import org.jspecify.annotations.NullMarked;
