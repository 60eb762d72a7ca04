package io.eventbus.cli.settings;

import io.eventbus.EventBusConfig;
import io.eventbus.cli.terminal.Terminal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Properties, each from the first place that has it: options, the environment, a file. Remembers
 * which place that was, and has the terminal hide those that are secrets.
 */
final class Settings {

  static final String PREFIX = "eventbus.";
  static final String JDBC_PREFIX = "eventbus.jdbc.";

  private static final String JDBC_VARIABLE = "EVENTBUS_JDBC_";
  private static final Pattern SECRET =
      Pattern.compile("password|secret|jaas|token|\\.key$|keystore\\.key");

  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, String> origins = new TreeMap<>();
  private final Terminal terminal;

  Settings(Terminal terminal, ConfigFile file) {
    this.terminal = terminal;
    file.properties().forEach((name, value) -> put(name, value, file.nameOf(name)));
    terminal
        .variables()
        .forEach(
            (variable, value) ->
                propertiesOf(variable, value).forEach((name, text) -> put(name, text, variable)));
  }

  private static Map<String, String> propertiesOf(String variable, String value) {
    if (variable.startsWith(JDBC_VARIABLE) && !value.isBlank()) {
      var name = variable.substring(JDBC_VARIABLE.length()).toLowerCase(Locale.ROOT);
      return Map.of(JDBC_PREFIX + name, value);
    }
    return EventBusConfig.propertiesOf(Map.of(variable, value));
  }

  /** Is told, or is told anew, what a property holds. */
  void put(String name, String value, String origin) {
    values.put(name, value);
    origins.put(name, origin);
    if (isSecret(name)) {
      terminal.secrets().add(value);
    }
  }

  void putIfAbsent(String name, String value) {
    values.putIfAbsent(name, value);
  }

  void remove(String name) {
    values.remove(name);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** All that is said of Kafka. */
  Map<String, String> kafka() {
    return values.entrySet().stream()
        .filter(each -> !each.getKey().startsWith(JDBC_PREFIX))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A message about a property, with the name that it has where it came from. */
  String named(String message) {
    return origins.keySet().stream()
        .filter(name -> message.contains(name + " "))
        .findFirst()
        .map(name -> message.replaceFirst(Pattern.quote(name), origins.get(name)))
        .orElse(message);
  }

  static boolean isSecret(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
  }
}
