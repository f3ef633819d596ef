package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Stacks of every shape: managed and external, small and large, short and long names. */
public final class StackArbitraries extends DomainContextBase {

  @Provide
  Arbitrary<EcommerceStack> stacks() {
    Arbitrary<String> names = Arbitraries.of("a", "shop", "a".repeat(40), "shop-1");
    return Combinators.combine(
            names, common(), services(), kafka(), rabbitMq(), redis(), postgreSql())
        .as(
            (name, common, services, kafka, rabbit, redis, postgresql) ->
                Stacks.stack(
                    name,
                    "{%s, %s, kafka: %s, rabbitmq: %s, redis: %s, postgresql: %s}"
                        .formatted(common, services, kafka, rabbit, redis, postgresql)));
  }

  private static Arbitrary<String> common() {
    return Arbitraries.of(
        "deletionPolicy: Retain",
        "deletionPolicy: Delete",
        "version: 0.2.0, images: {registry: registry.example.com/shop, pullPolicy: Always, pullSecrets: [{name: pull}]}",
        """
        pods: {storageClassName: fast, priorityClassName: high, nodeSelector: {disk: ssd},
          tolerations: [{key: dedicated, operator: Equal, value: shop, effect: NoSchedule}],
          spread: {hosts: Required, zones: Required}, labels: {team: shop}, annotations: {note: x}}
        """
            .strip());
  }

  private static Arbitrary<String> services() {
    return Arbitraries.of(
        "suspend: false",
        "jvmProfile: Startup",
        "timeZone: Asia/Seoul",
        """
        jvmProfile: Throughput, eureka: {replicas: 3}, gateway: {replicas: 2, expose: {type: NodePort, nodePort: 30080, tls: {name: shop-tls}}},
        user: {replicas: 2, env: [{name: EXTRA, value: '1'}, {name: TOKEN, secret: {name: extra, key: password}}]},
        observability: {logLevel: DEBUG, otlpEndpoint: 'http://otel:4318'},
        mail: {smtp: {host: smtp.example.com, from: shop@example.com, credentials: {name: smtp}}}
        """
            .strip(),
        """
        gateway: {autoscaling: {minReplicas: 2, maxReplicas: 10},
          rateLimits: {perUser: {requestsPerSecond: 20, burst: 40}, mode: Enabled,
            perAddress: [{kind: Login, requestsPerMinute: 60, burst: 10}]},
          timeouts: {order: 15s},
          trustedProxies: [10.244.0.0/16],
          cors: {allowedOrigins: ['https://shop.example.com']},
          expose: {type: Ingress, host: shop.example.com, tls: {name: shop-tls}, annotations: {a: b}}},
        product: {autoscaling: {minReplicas: 1, maxReplicas: 6}, resources: {limits: {memory: 1Gi}}},
        event: {autoscaling: {minReplicas: 2, maxReplicas: 12, cpu: {targetUtilization: 60}}},
        worker: {autoscaling: {maxReplicas: 20}}
        """
            .strip(),
        """
        gateway: {expose: {type: HTTPRoute, host: shop.example.com, parentRef: {name: public}}},
        eureka: {env: [{name: TOKEN, secret: {name: extra, key: password}}]},
        payment: {simulator: {latency: 1s, declineRate: '0.5'}}
        """
            .strip());
  }

  private static Arbitrary<String> kafka() {
    return Arbitraries.of(
        "{managed: {}}",
        "{managed: {replicas: 3, storage: 20Gi, resources: {limits: {memory: 4Gi}}}}",
        "{managed: {replicas: 5, pods: {spread: {hosts: Disabled, zones: Disabled}}}}",
        "{external: {bootstrapServers: 'k:9093', tls: {caSecret: {name: kafka-ca}}, credentials: {name: kafka-login}}}");
  }

  private static Arbitrary<String> rabbitMq() {
    return Arbitraries.of(
        "{managed: {}}",
        "{managed: {replicas: 3, storage: 8Gi, image: 'example.com/rabbitmq:4'}}",
        "{external: {host: rabbit.example.com, vhost: shop, tls: {}, credentials: {name: shared}}}");
  }

  private static Arbitrary<String> redis() {
    return Arbitraries.of(
        "{managed: {}}",
        "{managed: {memory: 256Mi}}",
        "{external: {host: redis.example.com}}",
        "{external: {host: redis.example.com, credentials: {name: shared}}}");
  }

  private static Arbitrary<String> postgreSql() {
    return Arbitraries.of(
        "{managed: {}}",
        "{managed: {collation: ko_KR.UTF-8, storageClassName: slow, resources: {requests: {memory: 1Gi}}}}",
        "{external: {host: db.example.com, credentials: {name: shared}, tls: {caSecret: {name: db-ca}}}}");
  }
}
