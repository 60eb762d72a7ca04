package io.eventbus;

import io.eventbus.event.EventBusException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Utils;

/** Looks at bootstrap servers before a client does, which may be made only later. */
final class BrokerAddresses {

  private static final int MAX_PORT = 65_535;

  private BrokerAddresses() {}

  /**
   * Checks the bootstrap servers among these properties.
   *
   * @throws EventBusException if one is no {@code host:port}
   */
  static void requireLegal(Map<String, Object> clientProperties) {
    var servers =
        String.valueOf(clientProperties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    if (!Stream.of(servers.strip().split("\\s*,\\s*", -1)).allMatch(BrokerAddresses::isAddress)) {
      throw new EventBusException(
          "bootstrapServers must be host:port, several with commas between them, but is '"
              + servers
              + "'",
          null);
    }
  }

  private static boolean isAddress(String server) {
    try {
      var port = Utils.getPort(server);
      return Utils.getHost(server) != null && port != null && port <= MAX_PORT;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
