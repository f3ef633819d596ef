package dev.ecommercestack.operator.api.v1alpha1.backing;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import org.jspecify.annotations.Nullable;

/** TLS towards an external server; to be present is enough to turn it on. */
@ApiObject
public record TlsTrust(
    @JsonPropertyDescription(
            "Secret whose key ca.crt holds the certificates (PEM) to trust; the public authorities"
                + " when left out.")
        @Nullable SecretRef caSecret) {}
