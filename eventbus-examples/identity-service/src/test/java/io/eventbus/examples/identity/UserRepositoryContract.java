package io.eventbus.examples.identity;

import static io.eventbus.examples.identity.UserStatus.ACTIVE;
import static io.eventbus.examples.identity.UserStatus.DEACTIVATED;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the repository promises on each database. */
abstract class UserRepositoryContract {

  private static final String PHONE = "+491701234567";

  private UserRepository users;
  private TransactionTemplate transaction;

  abstract DataSource database();

  @BeforeEach
  void migrate() {
    var database = database();
    Flyway.configure().dataSource(database).locations("classpath:db/identity").load().migrate();
    var jdbc = JdbcClient.create(database);
    jdbc.sql("delete from users").update();
    users = new UserRepository(jdbc);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
  }

  @Test
  void findsAllUsersOfANumber() {
    var one = pending(UUID.randomUUID());
    var two = pending(UUID.randomUUID());
    users.add(one);
    users.add(two);

    assertThat(users.findByPhoneNumber(PHONE)).containsExactlyInAnyOrder(one, two);
    assertThat(users.findByPhoneNumber("+491709999999")).isEmpty();
  }

  @Test
  void addingAgainChangesNothing() {
    var user = pending(UUID.randomUUID());
    users.add(user);
    users.activate(user.id(), "hash");

    users.add(pending(user.teacherId()));

    assertThat(users.findByPhoneNumber(PHONE))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.id()).isEqualTo(user.id());
              assertThat(found.status()).isEqualTo(ACTIVE);
            });
  }

  @Test
  void refusesAUserWithoutWhatIsRequired() {
    var user =
        User.pending(UUID.randomUUID(), UUID.randomUUID(), null, "Ada Lovelace", "ada@example.org");

    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> users.add(user));
  }

  @Test
  void deactivatesByTheTeacherAloneWhateverElseIsMissing() {
    var user = pending(UUID.randomUUID());
    users.add(user);

    deactivate(User.pending(user.teacherId(), user.tenantId(), null, null, null));

    assertThat(users.findByPhoneNumber(PHONE))
        .singleElement()
        .satisfies(found -> assertThat(found.status()).isEqualTo(DEACTIVATED));
  }

  @Test
  void activatesOnce() {
    var user = pending(UUID.randomUUID());
    users.add(user);

    assertThat(users.activate(user.id(), "first")).isTrue();
    assertThat(users.activate(user.id(), "second")).isFalse();
    assertThat(users.findByPhoneNumber(PHONE).get(0).passwordHash()).isEqualTo("first");
  }

  @Test
  void deactivatesForGoodAndForgetsTheHash() {
    var user = pending(UUID.randomUUID());
    users.add(user);
    users.activate(user.id(), "hash");

    deactivate(pending(user.teacherId()));
    deactivate(pending(user.teacherId()));

    assertThat(users.activate(user.id(), "another")).isFalse();
    var found = users.findByPhoneNumber(PHONE);
    assertThat(found).extracting(User::id).containsExactly(user.id());
    assertThat(found.get(0).status()).isEqualTo(DEACTIVATED);
    assertThat(found.get(0).passwordHash()).isNull();
  }

  @Test
  void deactivatingBeforeAddingKeepsTheUserOut() {
    var teacherId = UUID.randomUUID();

    deactivate(pending(teacherId));
    users.add(pending(teacherId));

    assertThat(users.findByPhoneNumber(PHONE))
        .extracting(User::status)
        .containsExactly(DEACTIVATED);
  }

  @Test
  void addingAndDeactivatingAtTheSameTimeEndsDeactivated() throws Exception {
    var threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        var teacherId = UUID.randomUUID();
        var together = new CyclicBarrier(4);
        var done = new ArrayList<Future<?>>();
        for (int thread = 0; thread < 4; thread++) {
          boolean adds = thread % 2 == 0;
          done.add(
              threads.submit(
                  () -> {
                    together.await(10, SECONDS);
                    if (adds) {
                      users.add(pending(teacherId));
                    } else {
                      deactivate(pending(teacherId));
                    }
                    return null;
                  }));
        }
        for (var each : done) {
          each.get(20, SECONDS);
        }
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(users.findByPhoneNumber(PHONE))
        .hasSize(20)
        .extracting(User::status)
        .containsOnly(DEACTIVATED);
  }

  /** As a handler does, in the transaction of its claim. */
  private void deactivate(User user) {
    transaction.executeWithoutResult(status -> users.deactivate(user));
  }

  private static User pending(UUID teacherId) {
    return User.pending(teacherId, UUID.randomUUID(), PHONE, "Ada Lovelace", "ada@example.org");
  }
}
