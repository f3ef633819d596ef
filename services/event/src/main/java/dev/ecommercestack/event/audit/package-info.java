/** What an auditor compares. */
@NullMarked
package dev.ecommercestack.event.audit;

import org.jspecify.annotations.NullMarked;
