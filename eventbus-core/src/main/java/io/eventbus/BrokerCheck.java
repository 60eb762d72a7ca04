package io.eventbus;

import io.eventbus.event.EventBusException;
import io.eventbus.publish.KafkaAdmins;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;

/** Asks whether a broker answers, for services that must not start without one. */
final class BrokerCheck {

  private static final long PAUSE_MILLIS = 200;

  private BrokerCheck() {}

  /**
   * Waits until a broker answers.
   *
   * @throws EventBusException if none has when the time is over, or it refuses this client
   */
  static void requireAnswer(Map<String, Object> clientProperties, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Throwable last;
    do {
      last = ask(clientProperties, deadline);
      if (last == null) {
        return;
      }
    } while (!refuses(last) && pause(deadline));
    throw new EventBusException(
        "no broker at "
            + clientProperties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
            + (refuses(last) ? " lets this client in" : " has answered within " + timeout)
            + ", and the bus requires one: check the address, the network and the credentials",
        last);
  }

  private static boolean refuses(Throwable failure) {
    return failure instanceof AuthenticationException;
  }

  private static @Nullable Throwable ask(Map<String, Object> clientProperties, long deadline) {
    int left = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    var properties = new HashMap<>(clientProperties);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, left);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, left);
    try (var admin = KafkaAdmins.create(properties)) {
      admin.describeCluster().clusterId().get(left, TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException | KafkaException e) {
      return e; // a name that does not resolve among them
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  /** Waits a moment; {@code false} if the time is over. */
  private static boolean pause(long deadline) {
    if (Thread.currentThread().isInterrupted() || System.nanoTime() - deadline >= 0) {
      return false;
    }
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
