package dev.ecommercestack.declare.redis;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RedisAccess;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.DeclareConfig.Redis;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.Credentials;
import dev.ecommercestack.declare.Declaration;
import dev.ecommercestack.declare.MismatchException;
import dev.ecommercestack.declare.TrustedCertificates;
import dev.ecommercestack.declare.UnreachableException;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Declares the ACL users in an external Redis; the operator configures a managed one by a file. */
public final class RedisDeclaration implements Declaration {
  private static final int TIMEOUT_MILLIS = 15_000;

  private final Redis config;
  private final Topology topology;
  private final Credential admin;
  private final Map<String, Credential> services;

  private RedisDeclaration(
      Redis config, Topology topology, Credential admin, Map<String, Credential> services) {
    this.config = config;
    this.topology = topology;
    this.admin = admin;
    this.services = services;
  }

  /**
   * Creates the declaration and reads the credentials of the administrator and the services.
   *
   * @throws MismatchException when a credential file is missing or empty
   */
  public static RedisDeclaration of(Redis config, Credentials credentials, Topology topology) {
    return new RedisDeclaration(
        config,
        topology,
        credentials.admin(Backing.REDIS),
        credentials.services(Backing.REDIS, RequiredBackings.services(topology, Backing.REDIS)));
  }

  @Override
  public Backing backing() {
    return Backing.REDIS;
  }

  @Override
  public void declare(ChangeRecorder changes) {
    String where = config.host() + ":" + config.port();
    try (Jedis client = new Jedis(new HostAndPort(config.host(), config.port()), clientConfig())) {
      AclUsers users = new AclUsers(client, changes);
      for (Map.Entry<String, Credential> service : services.entrySet()) {
        Optional<RedisAccess> access = RedisAccess.of(topology, service.getKey());
        if (access.isPresent()) {
          users.declare(service.getKey(), service.getValue(), access.get());
        }
      }
      users.save();
    } catch (JedisAccessControlException e) {
      throw new MismatchException(
          "Redis at %s refuses the administrator's credential: correct redis-admin and let that user run ACL. %s"
              .formatted(where, e.getMessage()));
    } catch (JedisConnectionException e) {
      throw new UnreachableException(
          "Redis at %s does not answer: %s".formatted(where, e.getMessage()));
    } catch (JedisDataException e) {
      if (String.valueOf(e.getMessage()).startsWith("LOADING")) {
        throw new UnreachableException("Redis at %s is still loading.".formatted(where));
      }
      throw new MismatchException("Redis at %s refuses: %s".formatted(where, e.getMessage()));
    } catch (JedisException e) {
      throw new UnreachableException(
          "Redis at %s does not answer: %s".formatted(where, e.getMessage()));
    }
  }

  private JedisClientConfig clientConfig() {
    DefaultJedisClientConfig.Builder builder =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(TIMEOUT_MILLIS)
            .socketTimeoutMillis(TIMEOUT_MILLIS)
            .user(admin.username())
            .password(admin.password())
            .clientName("declare")
            .ssl(config.tls());
    if (config.tls()) {
      builder.sslSocketFactory(TrustedCertificates.sslContext(config.caFile()).getSocketFactory());
    }
    return builder.build();
  }
}
