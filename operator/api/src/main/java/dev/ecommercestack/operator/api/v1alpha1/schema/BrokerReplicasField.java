package dev.ecommercestack.operator.api.v1alpha1.schema;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The number of pods of a broker that keeps a quorum. */
@JacksonAnnotationsInside
@JsonPropertyDescription(
    "How many brokers form the cluster: 1 for development, 3 or 5 to survive the loss of one or"
        + " two. It cannot change after the stack was created.")
@Default("1")
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface BrokerReplicasField {}
