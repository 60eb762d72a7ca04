package io.eventbus.consume;

import io.eventbus.consume.Workers.LongestRun;
import io.eventbus.event.Arguments;
import io.eventbus.event.UnresolvedBrokersException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A poll loop with its thread and its workers, and another loop after an error has ended one.
 * Pauses and counters outlive a loop.
 */
final class RunningConsumer implements EventConsumer {

  private static final Logger log = LoggerFactory.getLogger(RunningConsumer.class);

  /** What the loop may take beyond the deadline to save the progress and leave the group. */
  private static final Duration LEAVE_ALLOWANCE = Duration.ofSeconds(15);

  private static final Duration FIRST_RESTART_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_RESTART_WAIT = Duration.ofMinutes(1);

  private final String group;
  private final Handling handling;
  private final Supplier<PollLoop> loops;

  /** A record that the consumer was told not to go past. */
  private final AtomicReference<@Nullable Throwable> refused;

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable PollLoop loop; // null until one could be made
  private final ConsumerStage stage = new ConsumerStage();
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Long closeDeadlineNanos;
  private Duration restartWait = FIRST_RESTART_WAIT; // of the polling thread

  RunningConsumer(
      String group,
      Handling handling,
      Supplier<PollLoop> loops,
      AtomicReference<@Nullable Throwable> refused) {
    this.group = group;
    this.handling = handling;
    this.loops = loops;
    this.refused = refused;
    this.thread = HandlerThreads.daemon("eventbus-" + group + "-poll", this::run);
  }

  /**
   * Makes the first loop here rather than on the thread that polls. What may mend itself is tried
   * again; what cannot is the caller's to know.
   */
  void makeLoop() {
    try {
      loop = loops.get();
    } catch (UnresolvedBrokersException e) {
      cannotBeMade(e);
    }
  }

  private void cannotBeMade(Throwable e) {
    if (interrupted(e)) {
      log.error("the consumer of group {} cannot be made, it is tried again", group, e);
    }
  }

  /** Notes that it begins anew; {@code false} if it did so for this reason before. */
  private boolean interrupted(Throwable reason) {
    var before = failure;
    failure = reason;
    boolean changed = stage.enter(ConsumerState.RESTARTING);
    return changed || before == null || !before.toString().equals(reason.toString());
  }

  void start() {
    handling.observed().member().start();
    thread.start();
  }

  boolean ended() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  /** Whether the calling thread is in one of its handlers. */
  boolean runsHere() {
    return handling.workers().runHere();
  }

  private void run() {
    try {
      if (loop == null && toEnd()) {
        return;
      }
      var current = loop == null && failure == null ? renew() : loop;
      boolean ended = current != null && poll(current);
      while (!ended && awaitRestart()) {
        current = renew();
        ended = current != null && poll(current);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stage.enter(refused.get() == null ? ConsumerState.CLOSED : ConsumerState.FAILED);
      handling.workers().close();
      if (!stage.is(ConsumerState.FAILED)) {
        forget();
      }
    }
  }

  /** Makes the next loop; {@code null} if that fails for now. */
  private @Nullable PollLoop renew() {
    try {
      var next = loops.get();
      loop = next;
      return next;
    } catch (Throwable e) {
      cannotBeMade(e);
      return null;
    }
  }

  /** Runs one loop to its end; {@code true} if it was to end. */
  private boolean poll(PollLoop current) {
    Throwable thrown = null;
    try {
      current.run(this::toEnd, this::running);
      stage.enter(ConsumerState.CLOSING);
    } catch (Throwable e) {
      thrown = e;
    }
    var reason = thrown == null ? refused.get() : thrown;
    if (reason == null || toEnd()) {
      failure = reason;
    }
    if (reason != null && toEnd()) {
      stage.enter(ConsumerState.FAILED);
      log.error("the consumer of group {} stops for good", group, reason);
    } else if (reason != null && interrupted(reason)) {
      log.error("the consumer of group {} stops, and begins anew", group, reason);
    }
    current.end(closeDeadlineNanos);
    return toEnd();
  }

  private boolean toEnd() {
    return closing.getCount() == 0 || refused.get() != null;
  }

  private void running() {
    if (stage.is(ConsumerState.RESTARTING)) {
      log.info("the consumer of group {} works again", group);
    }
    failure = null;
    stage.enter(ConsumerState.RUNNING);
    restartWait = FIRST_RESTART_WAIT;
  }

  /**
   * Waits before the next loop, longer each time as long as nothing has worked in between.
   *
   * @return {@code false} if the consumer was closed meanwhile
   */
  private boolean awaitRestart() throws InterruptedException {
    log.debug("the consumer of group {} begins anew in {}", group, restartWait);
    if (closing.await(restartWait.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    var longer = restartWait.multipliedBy(2);
    restartWait = longer.compareTo(LONGEST_RESTART_WAIT) > 0 ? LONGEST_RESTART_WAIT : longer;
    return true;
  }

  @Override
  public String group() {
    return group;
  }

  @Override
  public ConsumerState state() {
    return stage.state();
  }

  @Override
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public ConsumerStatistics statistics() {
    return handling.counters().snapshot();
  }

  @Override
  public ConsumerStatus status() {
    var longest = handling.workers().longestRunNanos();
    var current = loop;
    return new ConsumerStatus(
        stage.state(),
        Duration.ofNanos(current == null ? 0 : System.nanoTime() - current.lastPollNanos()),
        longest.isPresent() ? Optional.of(Duration.ofNanos(longest.getAsLong())) : Optional.empty(),
        current == null ? List.of() : current.status());
  }

  @Override
  public List<SubscriptionStatus> subscriptions() {
    return handling.subscriptions().status();
  }

  /** What is wrong with it, if it is to be told by now. */
  ConsumerHealth health() {
    var longest = handling.workers().longestRun().map(LongestRun::at).map(String::valueOf);
    return new ConsumerHealth(group, status(), stage.since(), failure, longest.orElse(""));
  }

  /** Whether nobody needs to know of it any more: it was closed, and has ended. */
  boolean over() {
    return ended() && (closing.getCount() == 0 || !stage.is(ConsumerState.FAILED));
  }

  /** Takes its meters away; until it is closed, one that has failed shows that it is silent. */
  void forget() {
    handling.observed().member().close();
  }

  @Override
  public void pause() {
    handling.subscriptions().pauseAll();
  }

  @Override
  public void resume() {
    handling.subscriptions().resumeAll();
  }

  @Override
  public void pause(String topic) {
    gateOf(topic).close();
  }

  @Override
  public void resume(String topic) {
    gateOf(topic).open();
  }

  private Gate gateOf(String topic) {
    return handling.subscriptions().require(Arguments.requireText(topic, "topic")).gate();
  }

  @Override
  public void pause(Class<?> eventClass) {
    gatesOf(eventClass).forEach(Gate::close);
  }

  @Override
  public void resume(Class<?> eventClass) {
    gatesOf(eventClass).forEach(Gate::open);
  }

  private List<Gate> gatesOf(Class<?> eventClass) {
    Arguments.requirePresent(eventClass, "eventClass");
    var gates = handling.subscriptions().gatesOf(eventClass);
    if (gates.isEmpty()) {
      throw new IllegalArgumentException(
          "eventClass " + eventClass.getName() + " has no handler here");
    }
    return gates;
  }

  @Override
  public CompletionStage<Void> seekToBeginning() {
    return move(PollLoop::moveToBeginning);
  }

  @Override
  public CompletionStage<Void> seekTo(Instant time) {
    Arguments.requirePresent(time, "time");
    return move(current -> current.moveTo(time));
  }

  private CompletionStage<Void> move(Function<PollLoop, CompletionStage<Void>> how) {
    var current = loop;
    if (closing.getCount() > 0 && current != null) {
      return how.apply(current);
    }
    return CompletableFuture.failedFuture(
        new IllegalStateException(
            closing.getCount() == 0
                ? "the consumer is closed: to move it comes too late"
                : "the consumer has no client yet: try again later"));
  }

  @Override
  public void close(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
    if (closing.getCount() > 0) {
      closeDeadlineNanos = System.nanoTime() + timeout.toNanos();
      closing.countDown();
    }
    if (runsHere() || Thread.currentThread() == thread) {
      return; // the handler that closes, or what follows a seek, must be able to return
    }
    try {
      thread.join(timeout.plus(LEAVE_ALLOWANCE).toMillis());
      if (ended()) {
        forget();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
