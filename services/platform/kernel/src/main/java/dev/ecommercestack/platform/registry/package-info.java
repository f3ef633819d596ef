/** The login of an application at the service registry. */
@NullMarked
package dev.ecommercestack.platform.registry;

import org.jspecify.annotations.NullMarked;
