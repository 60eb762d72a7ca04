package io.eventbus.cli.settings;

import io.eventbus.EventBus;
import io.eventbus.EventBusConfig;
import io.eventbus.cli.terminal.CommandFailedException;
import io.eventbus.publish.KafkaAdmins;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** The Kafka that a command talks to. For one thread. */
public final class KafkaAccess implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final EventBusConfig config;
  private final String source;
  private final int timeoutSeconds;
  private @Nullable Admin admin;

  KafkaAccess(EventBusConfig config, String source, int timeoutSeconds) {
    this.config = config;
    this.source = source;
    this.timeoutSeconds = timeoutSeconds;
  }

  /** What a client is made with. */
  public Map<String, Object> clientProperties() {
    return new HashMap<>(config.clientProperties());
  }

  /** The settings of a service that it was given as well. */
  public EventBusConfig config() {
    return config;
  }

  /** Who publishes what is published by hand. */
  public String source() {
    return source;
  }

  /** How long to wait for an answer. */
  public Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  /** A bus, to be closed by the caller. */
  public EventBus bus() {
    return config.builder().build();
  }

  /** The client for questions about the cluster; closed with this. */
  public Admin admin() {
    if (admin == null) {
      try {
        admin = KafkaAdmins.create(clientProperties());
      } catch (KafkaException e) {
        throw failure(e);
      }
    }
    return admin;
  }

  /**
   * Waits for an answer.
   *
   * @throws CommandFailedException if there is none, or a refusal
   */
  public <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  /** What to tell of something that Kafka's clients have thrown. */
  public CommandFailedException failure(Throwable thrown) {
    var servers = clientProperties().get("bootstrap.servers");
    return KafkaFailures.describe(thrown, String.valueOf(servers), timeoutSeconds);
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(CLOSE_TIMEOUT);
    }
  }
}
