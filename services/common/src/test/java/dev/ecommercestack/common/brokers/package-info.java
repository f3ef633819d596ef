/** The starter against real brokers. */
@NullMarked
package dev.ecommercestack.common.brokers;

import org.jspecify.annotations.NullMarked;
