/** The starter against real brokers. */
@NullMarked
package dev.ecommercestack.platform.brokers;

import org.jspecify.annotations.NullMarked;
