package io.eventbus.publish;

import io.eventbus.event.Arguments;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/** Makes Kafka's admin clients. Not meant for applications. */
public final class KafkaAdmins {

  private KafkaAdmins() {}

  /**
   * A client with these properties that keeps quiet while no broker answers.
   *
   * <p>By default an admin client goes back to its first addresses each time it finds no broker to
   * ask, which is a thousand times in a second, each with a line in the log at the level INFO. A
   * client that lives long has to be made anew instead, in case the brokers have moved.
   */
  public static Admin create(Map<String, Object> clientProperties) {
    var given = KafkaClients.in(clientProperties);
    return given == null ? Admin.create(quiet(clientProperties)) : given.admin(clientProperties);
  }

  static Map<String, Object> quiet(Map<String, Object> clientProperties) {
    var properties = new HashMap<>(Arguments.requirePresent(clientProperties, "clientProperties"));
    properties.putIfAbsent(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    return properties;
  }
}
