/** What a body may be: JSON, read strictly. */
@NullMarked
package dev.ecommercestack.platform.json;

import org.jspecify.annotations.NullMarked;
