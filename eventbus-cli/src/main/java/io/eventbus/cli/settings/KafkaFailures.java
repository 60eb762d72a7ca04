package io.eventbus.cli.settings;

import io.eventbus.cli.terminal.CommandFailedException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Says in one line what Kafka's clients say in many, and what to do. */
final class KafkaFailures {

  private KafkaFailures() {}

  static CommandFailedException describe(Throwable thrown, String servers, int timeoutSeconds) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      var line = line(each, servers, timeoutSeconds);
      if (line != null) {
        return new CommandFailedException(line, thrown);
      }
    }
    return new CommandFailedException(String.valueOf(thrown.getMessage()), thrown);
  }

  private static @Nullable String line(Throwable thrown, String servers, int timeoutSeconds) {
    if (thrown instanceof TimeoutException) {
      return "no broker answered at "
          + servers
          + " within "
          + timeoutSeconds
          + " s: check --bootstrap-servers, the network, and whether the brokers want TLS or a"
          + " login";
    }
    if (thrown instanceof ConfigException && String.valueOf(thrown.getMessage()).contains("urls")) {
      return "no name of " + servers + " can be resolved: check --bootstrap-servers";
    }
    if (thrown instanceof ConfigException) {
      return "the Kafka clients refuse a setting: " + thrown.getMessage();
    }
    if (thrown instanceof SslAuthenticationException) {
      return "the TLS handshake with "
          + servers
          + " failed: check the trusted certificates (-P ssl.truststore.location=…)";
    }
    if (thrown instanceof AuthenticationException) {
      return "the login at " + servers + " was refused: check the user, password and mechanism";
    }
    if (thrown instanceof AuthorizationException) {
      return "this user may not do that: " + thrown.getMessage();
    }
    if (thrown instanceof UnknownTopicOrPartitionException) {
      return "there is no such topic, or it may not be seen; eventbus topics lists those there are";
    }
    return thrown instanceof GroupIdNotFoundException
        ? "there is no such group; eventbus groups lists those there are"
        : null;
  }
}
