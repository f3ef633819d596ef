/** Tests of the messages' schemas by their examples. */
@NullMarked
package dev.ecommercestack.contracts.schemas;

import org.jspecify.annotations.NullMarked;
