package dev.ecommercestack.declare.redis;

import dev.ecommercestack.contracts.access.RedisAccess;
import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.Credential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.resps.AccessControlUser;

/** Creates ACL users and updates their passwords and rules. */
final class AclUsers {
  private final Jedis client;
  private final ChangeRecorder changes;
  private boolean dirty;

  AclUsers(Jedis client, ChangeRecorder changes) {
    this.client = client;
    this.changes = changes;
  }

  /**
   * Replaces a user and compares its description before and after: Redis normalizes rules, so the
   * wanted rules cannot be compared with the existing ones.
   *
   * @param service the name of the service, for the log
   * @param credential the name and the password of the user
   * @param access the keys, channels and commands that the user may use
   */
  void declare(String service, Credential credential, RedisAccess access) {
    String name = credential.username();
    String what = "user %s for %s".formatted(name, service);
    @Nullable String before = describe(name);
    List<String> rules =
        new ArrayList<>(List.of("reset", "on", "#" + sha256(credential.password())));
    rules.addAll(access.rules());
    client.aclSetUser(name, rules.toArray(String[]::new));
    if (before == null) {
      changes.created(what);
      dirty = true;
    } else if (before.equals(describe(name))) {
      changes.unchanged();
    } else {
      changes.changed(what);
      dirty = true;
    }
  }

  /** Writes changed users to the server's ACL file or configuration file, if it has one. */
  void save() {
    if (!dirty) {
      return;
    }
    try {
      client.aclSave();
    } catch (JedisDataException noAclFile) {
      try {
        client.configRewrite();
      } catch (JedisDataException noConfigFile) {
        changes.warn(
            "the server has neither an ACL file nor a writable configuration file, so it loses the users when it restarts: "
                + noConfigFile.getMessage());
      }
    }
  }

  private @Nullable String describe(String name) {
    if (!client.aclUsers().contains(name)) {
      return null;
    }
    AccessControlUser user = client.aclGetUser(name);
    return "%s %s %s %s %s"
        .formatted(
            user.getFlags(),
            user.getPassword(),
            user.getCommands(),
            user.getKeys(),
            user.getChannels());
  }

  private static String sha256(String password) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
