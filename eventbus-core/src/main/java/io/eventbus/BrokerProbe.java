package io.eventbus;

import io.eventbus.event.EventBusException;
import io.eventbus.observe.HealthProblem;
import io.eventbus.observe.HealthStatus;
import io.eventbus.observe.Probe;
import io.eventbus.publish.KafkaAdmins;
import io.eventbus.publish.KafkaRefusals;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a broker answers now. Its client is made at the first question and closed with the bus.
 * Safe to share between threads.
 */
final class BrokerProbe implements AutoCloseable {

  static final String PART = "broker";

  /** Many brokers lock an account out that fails to log in too often. */
  private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** How old a client without an answer gets, since brokers may have moved. */
  private static final long RENEWAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(100);

  private record Refusal(Exception reason, long nanos) {}

  private final Map<String, Object> properties;
  private final HealthStatus withoutBroker;
  private final Probe<String> probe;
  private volatile @Nullable Refusal refusal;
  private volatile @Nullable Admin admin;
  private volatile boolean failed;
  private volatile long madeNanos;
  private boolean closed; // guarded by this

  /**
   * A probe that has not asked yet.
   *
   * @param required whether the bus is of no use without a broker
   */
  BrokerProbe(Map<String, Object> clientProperties, Duration timeout, boolean required) {
    this.properties = properties(clientProperties, (int) timeout.toMillis());
    this.withoutBroker = required ? HealthStatus.DOWN : HealthStatus.DEGRADED;
    this.probe = new Probe<>("the broker at " + servers(), this::ask, timeout);
  }

  /** No attempt takes longer than an answer may, so that a broker that is back is found at once. */
  private static Map<String, Object> properties(Map<String, Object> clientProperties, int millis) {
    var properties = new HashMap<>(clientProperties);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, millis);
    properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, millis);
    // Two clients of one name would share their metrics.
    properties.computeIfPresent(
        CommonClientConfigs.CLIENT_ID_CONFIG, (name, clientId) -> clientId + "-health");
    return properties;
  }

  /** Has the broker asked, without waiting. */
  void begin() {
    probe.begin();
  }

  /** What is wrong with it, if anything is. */
  Optional<HealthProblem> problem() {
    var answer = probe.answer();
    var failure = answer.failure();
    return failure == null
        ? Optional.empty()
        : Optional.of(
            new HealthProblem(
                PART, withoutBroker, message(failure), Optional.ofNullable(answer.failingSince())));
  }

  private String message(Throwable failure) {
    if (failure instanceof AuthenticationException) {
      return "the brokers at "
          + servers()
          + " refuse the login of this client, or it does not trust them: check its credentials and"
          + " certificates: "
          + failure.getMessage();
    }
    if (failure instanceof EventBusException) {
      return failure.getMessage() + " (bootstrap.servers is " + servers() + ")";
    }
    return "unreachable: no broker at "
        + servers()
        + " answers; check whether they run, the address and the network";
  }

  private String servers() {
    return String.valueOf(properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  private String ask() throws Exception {
    try {
      var clusterId = client().describeCluster().clusterId().get();
      failed = false;
      return clusterId;
    } catch (ExecutionException e) {
      failed = true;
      var cause = e.getCause();
      if (cause instanceof AuthenticationException refused) {
        refused(refused);
      }
      throw cause instanceof KafkaException known ? known : e;
    }
  }

  /** Used by one thread at a time, since the probe asks one question at a time. */
  private Admin client() throws Exception {
    var known = refusal;
    if (known != null && System.nanoTime() - known.nanos() < REFUSED_NANOS) {
      throw known.reason();
    }
    if (failed && System.nanoTime() - madeNanos > RENEWAL_NANOS) {
      closeClient();
    }
    var open = admin;
    return open == null ? keep(made()) : open;
  }

  private Admin made() {
    try {
      return KafkaAdmins.create(properties);
    } catch (KafkaException e) {
      var reason = KafkaRefusals.of("client for the health check", e);
      refusal = new Refusal(reason, System.nanoTime());
      throw reason;
    }
  }

  private synchronized Admin keep(Admin made) {
    if (closed) {
      made.close(CLOSE_TIMEOUT);
      throw new IllegalStateException("the bus is closed");
    }
    admin = made;
    madeNanos = System.nanoTime();
    return made;
  }

  /** Left alone, the client would go on with its attempts. */
  private void refused(AuthenticationException reason) {
    refusal = new Refusal(reason, System.nanoTime());
    closeClient();
  }

  private synchronized void closeClient() {
    var open = admin;
    admin = null;
    if (open != null) {
      open.close(CLOSE_TIMEOUT);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeClient();
  }
}
