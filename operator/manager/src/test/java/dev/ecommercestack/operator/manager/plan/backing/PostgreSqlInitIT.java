package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.operator.manager.plan.PlanView;
import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.testing.brokers.PostgreSqlImage;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The init container of PostgreSQL, by the programs of the image. */
class PostgreSqlInitIT {

  private static final String AROUND =
      """
      exec 2>&1
      PGDATA=/var/lib/server/data
      export PGDATA
      init() { sh -euc "$(cat /etc/server/init)"; }
      serve() {
        postgres -D "$PGDATA" --config_file=/etc/server/postgresql.conf --hba_file=/etc/server/pg_hba.conf \
          -c listen_addresses= -c unix_socket_directories=/tmp &
        until pg_isready -q -h /tmp; do sleep 0.2; done
      }
      as() { PGPASSWORD=$1 psql -q -h /tmp -U postgres -d postgres -c "$2"; }
      """;

  @Test
  void theServerLearnsThePasswordOfASecretThatWasMadeAgain() {
    run(
        """
        init
        serve
        as "$(cat /etc/server/password)" 'create table kept (id int)'
        # As when the node goes, with all its processes: what was not written must be recovered first.
        kill -KILL $!
        wait $! || true
        while grep -qs '^postgres' /proc/[0-9]*/cmdline; do sleep 0.1; done
        # One that a user chose, with all that could end a literal.
        printf '%s' "it's \\ new \"one\"" >/etc/server/password
        init
        serve
        as "$(cat /etc/server/password)" 'select * from kept'
        if as old 'select 1'; then echo 'the old password still opens'; exit 1; fi
        """);
  }

  @Test
  void noPasswordIsShown() {
    run(
        """
        init >/tmp/log 2>&1
        printf other >/etc/server/password
        printf nobody >/etc/server/username
        init >>/tmp/log 2>&1
        grep -q nobody /tmp/log
        if grep -e other -e old /tmp/log; then echo 'a password is shown'; exit 1; fi
        """);
  }

  private static void run(String steps) {
    Plan plan = Stacks.plan("{}");
    String init =
        Stacks.template(PlanView.workload(plan, "postgresql"))
            .orElseThrow()
            .getSpec()
            .getInitContainers()
            .getFirst()
            .getCommand()
            .getLast();
    Map<String, String> files =
        new TreeMap<>(Stacks.find(plan, ConfigMap.class, "shop-postgresql").getData());
    files.put(
        "init",
        init.replace("/etc/credentials/postgresql-admin", "/etc/server")
            .replace("/etc/postgresql", "/etc/server"));
    files.put("username", "postgres");
    files.put("password", "old");
    PostgreSqlImage.run(AROUND + steps, files);
  }
}
