package io.eventbus.publish;

import io.eventbus.event.EventBusException;
import io.eventbus.event.UnresolvedBrokersException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** Says why a Kafka client could not be made. Not meant for applications. */
public final class KafkaRefusals {

  private static final String UNRESOLVED = "No resolvable bootstrap urls";

  private KafkaRefusals() {}

  /**
   * The failure in this library's terms.
   *
   * @param client which client it is
   * @return an {@link UnresolvedBrokersException} where trying again may help
   */
  public static EventBusException of(String client, KafkaException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      var message = cause.getMessage();
      if (cause instanceof ConfigException && message != null && message.startsWith(UNRESOLVED)) {
        return new UnresolvedBrokersException(failure);
      }
      if (cause instanceof NoClassDefFoundError) {
        return new EventBusException(
            "the Kafka "
                + client
                + " lacks the class "
                + message
                + "; a login by OAUTHBEARER needs org.bitbucket.b_c:jose4j and"
                + " com.fasterxml.jackson.core:jackson-databind, version 2, on the class path",
            failure);
      }
    }
    return new EventBusException(
        "the Kafka " + client + " refuses its properties, see the cause", failure);
  }
}
