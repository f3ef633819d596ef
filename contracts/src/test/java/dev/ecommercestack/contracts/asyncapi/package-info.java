/** The AsyncAPI document of the messages. */
@NullMarked
package dev.ecommercestack.contracts.asyncapi;

import org.jspecify.annotations.NullMarked;
