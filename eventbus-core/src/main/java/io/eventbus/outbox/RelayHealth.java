package io.eventbus.outbox;

import io.eventbus.event.Arguments;
import io.eventbus.observe.HealthOptions;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a relay and its outbox. A relay that was not started, or is closed, is not
 * asked for anything. Safe to share between threads.
 */
public final class RelayHealth {

  /** How many lengths of the lease nobody may have it: a successor takes a moment. */
  private static final int LEASES_OF_GRACE = 2;

  /** What the database says. */
  private record Look(OutboxBacklog backlog, @Nullable HeldEvent firstHeld) {}

  private final String part;
  private final OutboxRelay relay;
  private final HealthOptions options;
  private final Probe<Look> probe;
  private volatile @Nullable Instant vacantSince;

  private RelayHealth(OutboxRelay relay, String name, HealthOptions options) {
    this.relay = Arguments.requirePresent(relay, "relay");
    this.part = "relay of " + Arguments.requireText(name, "name");
    this.options = Arguments.requirePresent(options, "options");
    this.probe = new Probe<>("the database of " + name, this::look, options.probeTimeout());
  }

  /**
   * The health of a relay.
   *
   * @param name that of its outbox
   */
  public static RelayHealth of(OutboxRelay relay, String name, HealthOptions options) {
    return new RelayHealth(relay, name, options);
  }

  /** Has the database asked, without waiting. */
  public void begin() {
    if (relay.runs()) {
      probe.begin();
    }
  }

  /** What is wrong; waits for the database as long as that may take. */
  public List<HealthProblem> problems() {
    var status = relay.status();
    var failure = status.failure();
    var problems = new ArrayList<HealthProblem>();
    if (relay.runs()) {
      if (failure != null) {
        problems.add(degraded("it cannot go on, and tries again: " + textOf(failure)));
      }
      problems.addAll(ofOutbox());
    } else if (failure != null && !relay.stopped()) {
      problems.add(HealthProblem.down(part, "it has ended, start another: " + textOf(failure)));
    }
    return problems;
  }

  private List<HealthProblem> ofOutbox() {
    var answer = probe.answer();
    var look = answer.value();
    if (look == null) {
      var problem =
          degraded(
              "the database of the outbox does not answer, or has no connection free: "
                  + textOf(answer.failure()));
      var since = answer.failingSince();
      return List.of(since == null ? problem : problem.withSince(since));
    }
    var now = Instant.now();
    var problems = new ArrayList<HealthProblem>();
    ofAge(look.backlog(), now).ifPresent(problems::add);
    ofLease(now).ifPresent(problems::add);
    ofHeld(look).ifPresent(problems::add);
    return problems;
  }

  private Optional<HealthProblem> ofAge(OutboxBacklog backlog, Instant now) {
    var age = backlog.oldestAge();
    return age.compareTo(options.outboxAge()) <= 0
        ? Optional.empty()
        : Optional.of(
            degraded(
                    "events wait in the outbox: "
                        + backlog.events()
                        + ", the oldest for "
                        + age.truncatedTo(ChronoUnit.SECONDS)
                        + ": is a broker there, and is one relay enough?")
                .withSince(now.minus(age)));
  }

  private Optional<HealthProblem> ofLease(Instant now) {
    var since = vacantSince;
    var grace = relay.options().leaseLength().multipliedBy(LEASES_OF_GRACE);
    return since == null || Duration.between(since, now).compareTo(grace) <= 0
        ? Optional.empty()
        : Optional.of(
            degraded("no relay has the lease: nothing is sent from the outbox").withSince(since));
  }

  private Optional<HealthProblem> ofHeld(Look look) {
    var first = look.firstHeld();
    if (look.backlog().held() == 0 || first == null) {
      return Optional.empty();
    }
    return Optional.of(
        degraded(
                "events are held back: "
                    + look.backlog().held()
                    + "; the first, id "
                    + first.id()
                    + " for topic "
                    + first.topic()
                    + ", was refused: "
                    + first.reason()
                    + "; have it tried again or skipped")
            .withSince(first.since()));
  }

  private static String textOf(@Nullable Throwable failure) {
    if (failure == null) {
      return "no reason was given";
    }
    if (failure instanceof TimeoutException) {
      return String.valueOf(failure.getMessage());
    }
    var cause = failure.getCause();
    return cause == null ? failure.toString() : failure.getMessage() + ": " + cause;
  }

  private HealthProblem degraded(String message) {
    return HealthProblem.degraded(part, message);
  }

  private Look look() {
    var backlog = relay.backlog();
    if (backlog.relay() != null) {
      vacantSince = null;
    } else if (vacantSince == null) {
      vacantSince = Instant.now();
    }
    return new Look(
        backlog, backlog.held() == 0 ? null : relay.held(1).stream().findFirst().orElse(null));
  }
}
