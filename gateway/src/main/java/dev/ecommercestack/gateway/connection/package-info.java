/** What the gateway does to the connections of its clients, below Spring's web filters. */
@NullMarked
package dev.ecommercestack.gateway.connection;

import org.jspecify.annotations.NullMarked;
