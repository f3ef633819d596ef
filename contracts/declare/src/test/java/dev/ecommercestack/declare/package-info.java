/** Tests of the program, the long ones against real servers. */
@NullMarked
package dev.ecommercestack.declare;

import org.jspecify.annotations.NullMarked;
