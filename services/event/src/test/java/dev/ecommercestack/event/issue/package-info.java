@NullMarked
package dev.ecommercestack.event.issue;

import org.jspecify.annotations.NullMarked;
