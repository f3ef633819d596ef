package dev.ecommercestack.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.PostgresqlSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RedisSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.DeclareSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.DomainServiceSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.EurekaSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.EventSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.GatewaySpec;
import dev.ecommercestack.operator.api.v1alpha1.component.WorkerSpec;
import dev.ecommercestack.operator.api.v1alpha1.pod.StackPodSettings;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The desired state of a stack. Every field may be left out. */
@ApiObject
@ValidationRule(
    value =
        "(has(self.pods) && has(self.pods.storageClassName))"
            + " == (has(oldSelf.pods) && has(oldSelf.pods.storageClassName))"
            + " && (!has(self.pods) || !has(self.pods.storageClassName)"
            + " || self.pods.storageClassName == oldSelf.pods.storageClassName)",
    message =
        "pods.storageClassName cannot change after the volumes were created: write the old one, or"
            + " create a new stack")
public record EcommerceStackSpec(
    @Size(max = 64)
        @Pattern(Patterns.VERSION)
        @JsonPropertyDescription(
            "Version of all seven services, for example \"0.1.0\". When left out, the operator's own"
                + " version, so that an operator upgrade moves the stack; status.version shows it.")
        @Nullable String version,
    @JsonPropertyDescription("Where the images of the services come from.") ImagesSpec images,
    @Default("false")
        @JsonPropertyDescription(
            "Pauses the operator for this stack: while true it changes and scales nothing and only"
                + " keeps the status true. The shop goes on as it is.")
        Boolean suspend,
    @Default("Retain")
        @JsonPropertyDescription(
            "What happens to the data when the stack is deleted: Retain keeps volumes and the Secrets"
                + " that open them, and a stack of the same name adopts both; Delete removes them.")
        DeletionPolicy deletionPolicy,
    @Default("Throughput")
        @JsonPropertyDescription(
            "What the JVMs of the seven services are tuned for. Throughput compiles hot code with C2,"
                + " and a pod needs 120 MiB more memory. Startup stops at C1: less memory and"
                + " less CPU at the start, but up to three times the CPU per request. A change"
                + " starts the pods again.")
        JvmProfile jvmProfile,
    @Default("UTC")
        @Size(max = 64)
        @Pattern(Patterns.TIME_ZONE)
        @JsonPropertyDescription(
            "Time zone of the shop, by its name in the IANA database, for example \"Asia/Seoul\"."
                + " Days of sales reports and times in mails are in it. A change replaces no pods; a"
                + " report that is asked for after it has all its days in the new zone.")
        String timeZone,
    @JsonPropertyDescription(
            "Placement, labels, annotations and storage class for every pod of the stack.")
        StackPodSettings pods,
    @JsonPropertyDescription("Logs and traces of the services.") ObservabilitySpec observability,
    @JsonPropertyDescription(
            "How mail is sent; without it mail is only written to the worker's log.")
        @Nullable MailSpec mail,
    @JsonPropertyDescription("Who takes the payments.") PaymentSpec payment,
    @JsonPropertyDescription("Registry in which the services find each other.") EurekaSpec eureka,
    @JsonPropertyDescription(
            "The only entry point of the shop: routes, logins, limits and web pages.")
        GatewaySpec gateway,
    @JsonPropertyDescription("Accounts, logins and tokens.") DomainServiceSpec user,
    @JsonPropertyDescription("Products, search and stock.") DomainServiceSpec product,
    @JsonPropertyDescription("Orders and their payment.") DomainServiceSpec order,
    @JsonPropertyDescription("Campaigns, first-come-first-served coupons and discounts.")
        EventSpec event,
    @JsonPropertyDescription("Jobs in the background: payments, mail, imports, reports.")
        WorkerSpec worker,
    @JsonPropertyDescription("The Job that declares topics, queues, users and databases.")
        DeclareSpec declare,
    @JsonPropertyDescription("Kafka, which carries facts between services: managed or external.")
        KafkaSpec kafka,
    @JsonPropertyDescription("RabbitMQ, which carries jobs to the worker: managed or external.")
        RabbitmqSpec rabbitmq,
    @JsonPropertyDescription("Redis, the cache: managed or external.") RedisSpec redis,
    @JsonPropertyDescription("PostgreSQL, which stores everything: managed or external.")
        PostgresqlSpec postgresql) {

  /** Fills in the defaults of the schema, so that only optional things are null. */
  public EcommerceStackSpec {
    images = requireNonNullElse(images, ImagesSpec.DEFAULT);
    suspend = requireNonNullElse(suspend, false);
    deletionPolicy = requireNonNullElse(deletionPolicy, DeletionPolicy.Retain);
    jvmProfile = requireNonNullElse(jvmProfile, JvmProfile.Throughput);
    timeZone = requireNonNullElse(timeZone, "UTC");
    pods = requireNonNullElse(pods, StackPodSettings.NONE);
    observability = requireNonNullElse(observability, ObservabilitySpec.DEFAULT);
    payment = requireNonNullElse(payment, PaymentSpec.DEFAULT);
    eureka = requireNonNullElse(eureka, EurekaSpec.DEFAULT);
    gateway = requireNonNullElse(gateway, GatewaySpec.DEFAULT);
    user = requireNonNullElse(user, DomainServiceSpec.DEFAULT);
    product = requireNonNullElse(product, DomainServiceSpec.DEFAULT);
    order = requireNonNullElse(order, DomainServiceSpec.DEFAULT);
    event = requireNonNullElse(event, EventSpec.DEFAULT);
    worker = requireNonNullElse(worker, WorkerSpec.DEFAULT);
    declare = requireNonNullElse(declare, DeclareSpec.DEFAULT);
    kafka = requireNonNullElse(kafka, KafkaSpec.DEFAULT);
    rabbitmq = requireNonNullElse(rabbitmq, RabbitmqSpec.DEFAULT);
    redis = requireNonNullElse(redis, RedisSpec.DEFAULT);
    postgresql = requireNonNullElse(postgresql, PostgresqlSpec.DEFAULT);
  }
}
